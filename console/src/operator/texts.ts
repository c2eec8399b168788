import type { Loaders } from "@/i18n/i18n";

export const loaders: Loaders = {
  "zh-CN": () => Promise.all([import("@/ui/locales/zh-CN.json"), import("./locales/zh-CN.json")]),
  en: () => Promise.all([import("@/ui/locales/en.json"), import("./locales/en.json")]),
  ja: () => Promise.all([import("@/ui/locales/ja.json"), import("./locales/ja.json")]),
};
