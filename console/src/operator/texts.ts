import type { Loaders } from "@/i18n/i18n";

export const loaders: Loaders = {
  "zh-CN": () => import("./locales/zh-CN").then(({ parts }) => parts),
  en: () => import("./locales/en").then(({ parts }) => parts),
  ja: () => import("./locales/ja").then(({ parts }) => parts),
};
