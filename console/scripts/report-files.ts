import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** Leaves one report per spec where and as Maven's own test runner does, for whoever counts tests. */
export class ReportFiles implements Reporter {
  constructor(private readonly folder: string) {}

  onTestRunEnd(modules: readonly TestModule[]): void {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    for (const module of modules) {
      const name = module.relativeModuleId.replace(/^src\//, "").replace(/\.spec\.ts$/, "");
      const file = `TEST-${name.replaceAll("/", ".")}.xml`;
      writeFileSync(join(this.folder, file), report(name, module));
    }
  }
}

function report(name: string, module: TestModule): string {
  const tests = [...module.children.allTests()];
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  // A file that cannot even be loaded has no tests, but it has failed.
  const errors = module.state() === "failed" && count("failed") === 0 ? 1 : 0;
  const cases = tests.map((test) => `  <testcase name="${escaped(test.fullName)}"/>`);
  const totals = `tests="${tests.length + errors}" failures="${count("failed")}" errors="${errors}" skipped="${count("skipped")}"`;
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  return [head, `<testsuite name="${escaped(name)}" ${totals}>`, ...cases, "</testsuite>\n"].join(
    "\n",
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"\p{Cc}]/gu, (character) => `&#${character.codePointAt(0)};`);
}
