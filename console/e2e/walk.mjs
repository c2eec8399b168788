// A walk through the pages in steps: the first that fails ends it, with pictures of what was there.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const OUTPUT = join(import.meta.dirname, "output");
const REPORTS = join(import.meta.dirname, "..", "target", "browser-reports");
const STEP_MILLIS = 30_000;

export function expect(actual, wanted, what) {
    if (actual !== wanted) throw new Error(`${what}: expected ${wanted}, but was ${actual}`);
}

export class Walk {
    passed = 0;
    failed = 0;
    complaints = [];
    pages = new Map();

    constructor(browser) {
        this.browser = browser;
    }

    /** A page of its own with its own cookies, as on another machine. */
    async page(name) {
        const context = await this.browser.newContext({
            locale: "zh-CN",
            viewport: { width: 1366, height: 900 },
        });
        context.setDefaultTimeout(STEP_MILLIS);
        const page = await context.newPage();
        page.on("pageerror", (error) => this.complaints.push(error.message));
        this.pages.set(name, page);
        return page;
    }

    async step(name, act) {
        if (this.failed > 0) return;
        try {
            await act();
            this.passed += 1;
            console.log(`ok   ${name}`);
        } catch (error) {
            this.failed += 1;
            console.log(`FAIL ${name}\n${error.stack ?? error}`);
            mkdirSync(OUTPUT, { recursive: true });
            for (const [name, page] of this.pages)
                await page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });
        }
    }

    /** Leaves a report for whoever counts tests. */
    report() {
        mkdirSync(REPORTS, { recursive: true });
        const totals = `tests="${this.passed + this.failed}" failures="${this.failed}"`;
        writeFileSync(
            join(REPORTS, "TEST-browser.xml"),
            `<testsuite name="browser" ${totals} errors="0" skipped="0"/>\n`,
        );
        console.log(`${this.passed} passed, ${this.failed} failed`);
    }
}
