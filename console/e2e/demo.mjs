// A Qunfa to test against: a running one named by options or environment, else a demo of our own.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const READY_MILLIS = 120_000;
const STOP_MILLIS = 20_000;

const OPTIONS = {
    console: { type: "string", default: process.env.QUNFA_CONSOLE },
    sandbox: { type: "string", default: process.env.QUNFA_SANDBOX },
    name: { type: "string", default: process.env.QUNFA_NAME ?? "admin" },
    password: { type: "string", default: process.env.QUNFA_PASSWORD },
    jar: { type: "string", default: process.env.QUNFA_JAR },
};

/** @returns {Promise<{console: string, sandbox: string, name: string, password: string, stop: () => Promise<void>}>} */
export async function demo() {
    const { values } = parseArgs({ options: OPTIONS });
    if (!values.console) return start(values.jar ?? builtJar());
    if (!values.sandbox || !values.password)
        throw new Error("--console needs --sandbox and --password");
    return { ...values, stop: async () => {} };
}

function builtJar() {
    const target = join(import.meta.dirname, "..", "..", "server", "target");
    const jar = readdirSync(target).find((name) =>
        /^qunfa(-server-[\d.]+)?(-SNAPSHOT)?\.jar$/.test(name),
    );
    if (!jar)
        throw new Error(`no server to test: build it first, or name one with --console or --jar`);
    return join(target, readdirSync(target).includes("qunfa.jar") ? "qunfa.jar" : jar);
}

async function start(jar) {
    const data = mkdtempSync(join(tmpdir(), "qunfa-e2e-"));
    const [port, sandboxPort] = [await freePort(), await freePort()];
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
    const parameters = [
        "--port",
        port,
        "--sandbox-port",
        sandboxPort,
        "--data",
        data,
        "--followers",
        "1000",
    ];
    const child = spawn(java, ["-jar", jar, "demo", ...parameters.map(String)], {
        stdio: ["ignore", "pipe", "pipe"],
    });
    const stop = () => end(child, data);
    try {
        return { ...(await addresses(child)), stop };
    } catch (error) {
        await stop();
        throw error;
    }
}

/** Reads the report that the demo ends its start with. */
function addresses(child) {
    let said = "";
    return new Promise((resolve, reject) => {
        const fail = (why) => reject(new Error(`the demo did not start: ${why}\n${said}`));
        const timer = setTimeout(() => fail(`not ready after ${READY_MILLIS} ms`), READY_MILLIS);
        const read = (chunk) => {
            said += chunk;
            const found = parseReport(said);
            if (!found) return;
            clearTimeout(timer);
            resolve(found);
        };
        child.stdout.on("data", read);
        child.stderr.on("data", (chunk) => (said += chunk));
        child.on("error", (error) => fail(error.message));
        child.on("exit", (code) => fail(`it ended with ${code}`));
    });
}

export function parseReport(text) {
    const line = (name) => new RegExp(`^\\s*${name}\\s+(.+?)\\s*$`, "m").exec(text)?.[1];
    const [console, signIn, sandbox] = ["Console", "Sign in", "Sandbox"].map((name) =>
        line(`${name}(?! with)`),
    );
    if (!console || !signIn || !sandbox?.startsWith("http")) return undefined;
    const [name, password] = signIn.split(/\s+/);
    return { console, sandbox, name, password };
}

function freePort() {
    return new Promise((resolve, reject) => {
        const server = createServer().on("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

function end(child, data) {
    return new Promise((resolve) => {
        const done = () => {
            rmSync(data, { recursive: true, force: true });
            resolve();
        };
        if (child.exitCode !== null) return done();
        const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MILLIS);
        child.once("exit", () => {
            clearTimeout(timer);
            done();
        });
        child.kill("SIGTERM");
    });
}
