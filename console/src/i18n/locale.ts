export const LOCALES = ["zh-CN", "en", "ja"] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_NAMES: Record<Locale, string> = {
  "zh-CN": "简体中文",
  en: "English",
  ja: "日本語",
};

const KEY = "qunfa.locale";

/** The first language of the browser that we speak; English when there is none. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const base = language.toLowerCase().split("-")[0];
    const match = LOCALES.find((locale) => locale.toLowerCase().split("-")[0] === base);
    if (match) return match;
  }
  return "en";
}

export function storedLocale(): Locale | undefined {
  const value = localStorage.getItem(KEY);
  return LOCALES.find((locale) => locale === value);
}

export function storeLocale(locale: Locale): void {
  localStorage.setItem(KEY, locale);
}
