import { defineConfig } from "vite";
import { build, path, shared } from "./vite.shared.ts";

const sandbox = process.env.QUNFA_SANDBOX ?? "http://127.0.0.1:8090";

export default defineConfig({
  ...shared,
  root: path("./src/sandbox"),
  // The sandbox serves index.html at / and everything else below /pages/.
  base: "/pages/",
  server: {
    port: 18501,
    proxy: { "/_sandbox": sandbox, "/qr": sandbox, "/s": sandbox },
  },
  build: { ...build, outDir: path("./target/sandbox-pages/io/qunfa/sandbox/pages") },
});
