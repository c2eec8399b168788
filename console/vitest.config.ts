import { defineConfig } from "vitest/config";
import { path, shared } from "./vite.shared.ts";

export default defineConfig({
  ...shared,
  test: {
    environment: "node",
    include: ["src/**/*.spec.ts"],
    setupFiles: [path("./src/testing/setup.ts")],
    server: { deps: { inline: ["element-plus"] } },
    css: false,
    restoreMocks: true,
  },
});
