import { defineConfig } from "vitest/config";
import { ReportFiles } from "./scripts/report-files.ts";
import { path, shared } from "./vite.shared.ts";

export default defineConfig({
  ...shared,
  test: {
    environment: "node",
    include: ["src/**/*.spec.ts"],
    setupFiles: [path("./src/testing/setup.ts")],
    css: false,
    restoreMocks: true,
    // Typing into a form takes its time on a machine that also builds and tests the other modules.
    testTimeout: 60_000,
    reporters: ["default", new ReportFiles(path("./target/vitest-reports"))],
  },
});
