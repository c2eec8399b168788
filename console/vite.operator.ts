import { defineConfig } from "vite";
import { build, path, shared } from "./vite.shared.ts";

const server = process.env.QUNFA_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  ...shared,
  root: path("./src/operator"),
  server: {
    port: 18500,
    proxy: { "/api": server },
  },
  build: { ...build, outDir: path("./target/classes/META-INF/resources") },
});
