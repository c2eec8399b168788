import type { Language } from "element-plus/es/locale";

/** Element Plus's own few words, in the languages that we speak. */
export const elementTexts: Record<string, () => Promise<{ default: Language }>> = {
  "zh-CN": () => import("element-plus/es/locale/lang/zh-cn"),
  en: () => import("element-plus/es/locale/lang/en"),
  ja: () => import("element-plus/es/locale/lang/ja"),
};
