// Runs a command only when what it reads has changed since it last succeeded:
//   node scripts/when-changed.mjs STAMP INPUT… -- COMMAND ARGUMENT…
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const separator = process.argv.indexOf("--");
const [stamp, ...inputs] = process.argv.slice(2, separator);
const [command, ...parameters] = process.argv.slice(separator + 1);

function files(path) {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
        .sort()
        .flatMap((name) => files(join(path, name)));
}

function digest() {
    const hash = createHash("sha256")
        .update(process.version)
        .update(process.argv.slice(2).join("\0"));
    // What the command itself writes is not what it reads.
    const read = inputs.flatMap(files).filter((path) => !path.endsWith("schema.d.ts"));
    for (const path of read) hash.update(path).update(readFileSync(path));
    return hash.digest("hex");
}

function stamped() {
    try {
        return readFileSync(stamp, "utf8");
    } catch {
        return "";
    }
}

const now = digest();
if (stamped() === now) process.exit(0);
rmSync(stamp, { force: true });
const { status, error } = spawnSync(command, parameters, {
    stdio: "inherit",
    shell: process.platform === "win32",
});
if (error) console.error(`${command} cannot be started: ${error.message}`);
if (status !== 0) process.exit(status ?? 1);
mkdirSync(dirname(stamp), { recursive: true });
writeFileSync(stamp, now);
