import { defineConfig } from "vitest/config";
import { path, shared } from "./vite.shared.ts";

export default defineConfig({
  ...shared,
  test: {
    environment: "node",
    include: ["src/**/*.spec.ts"],
    setupFiles: [path("./src/testing/setup.ts")],
    css: false,
    restoreMocks: true,
  },
});
