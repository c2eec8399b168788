// A real browser on any machine: the system's Chromium, else the one inside @sparticuz/chromium.
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";

const SYSTEM = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`);
const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];

/** CHROME_PATH names a browser; QUNFA_BROWSER=package insists on the one from the registry. */
export async function launch() {
    const path = process.env.CHROME_PATH ?? (wantsPackage() ? undefined : SYSTEM.find(existsSync));
    if (path) return chromium.launch({ executablePath: path, args: ARGUMENTS });
    return chromium.launch(await packaged());
}

function wantsPackage() {
    return process.env.QUNFA_BROWSER === "package";
}

/** The package unpacks itself and its libraries below the temporary directory; ours is in target/. */
async function packaged() {
    const home = join(import.meta.dirname, "..", "target", "chromium");
    mkdirSync(home, { recursive: true });
    process.env.TMPDIR = home;
    const { default: packed, inflate } = await import("@sparticuz/chromium");
    const bin = join(
        dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
        "..",
        "bin",
    );
    const executablePath = await packed.executablePath();
    // Its libraries are unpacked by itself only where it thinks it runs in a cloud function.
    if (!existsSync(join(home, "al2023"))) await inflate(join(bin, "al2023.tar.br"));
    const libraries = join(tmpdir(), "al2023", "lib");
    const fonts = join(tmpdir(), "fonts");
    return {
        executablePath,
        args: [...ARGUMENTS, "--headless=shell", "--no-zygote"],
        env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: fontsPath(fonts) },
    };
}

/** The system's fonts where there are any, else the package's single one. */
function fontsPath(packed) {
    return existsSync("/etc/fonts/fonts.conf") ? "/etc/fonts" : packed;
}
