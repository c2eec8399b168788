import { createI18n } from "vue-i18n";
import { LOCALES, preferredLocale, storedLocale, storeLocale, type Locale } from "@/i18n/locale";

export type Texts = { [key: string]: string | Texts };
type Loader = () => Promise<{ default: Texts }[]>;
export type Loaders = Record<Locale, Loader>;

function createTexts() {
  const messages: Record<string, Texts> = {};
  return createI18n({ legacy: false, locale: "en", fallbackLocale: "en", messages });
}

/** Texts of one application; a language is fetched when somebody reads it. */
export class Language {
  readonly i18n = createTexts();

  constructor(
    private readonly loaders: Loaders,
    private readonly onChange: (locale: Locale) => void = () => {},
  ) {}

  static initial(): Locale {
    return storedLocale() ?? preferredLocale(navigator.languages);
  }

  get current(): Locale {
    return LOCALES.find((locale) => locale === this.i18n.global.locale.value) ?? "en";
  }

  async use(locale: Locale): Promise<void> {
    if (!this.i18n.global.availableLocales.includes(locale)) {
      const parts = await this.loaders[locale]();
      parts.forEach((part) => this.i18n.global.mergeLocaleMessage(locale, part.default));
    }
    this.i18n.global.locale.value = locale;
    document.documentElement.lang = locale;
    this.onChange(locale);
  }

  async choose(locale: Locale): Promise<void> {
    await this.use(locale);
    storeLocale(locale);
  }
}
