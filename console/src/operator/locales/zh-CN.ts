import type { Texts } from "@/i18n/i18n";

/** Every feature keeps its own words; together they are the console's. */
export const parts = Object.values(
  import.meta.glob<{ default: Texts }>(["../../*/locales/zh-CN.json", "!../../sandbox/**"], {
    eager: true,
  }),
);
