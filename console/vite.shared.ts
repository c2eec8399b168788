import vue from "@vitejs/plugin-vue";
import { fileURLToPath } from "node:url";
import type { UserConfig } from "vite";

export function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** What the operator's console and the sandbox's pages have in common. */
export const shared = {
  plugins: [vue()],
  resolve: { alias: { "@": path("./src") } },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
} satisfies UserConfig;

export const build = {
  emptyOutDir: true,
  target: "es2022",
  reportCompressedSize: false,
  chunkSizeWarningLimit: 600,
} satisfies UserConfig["build"];
