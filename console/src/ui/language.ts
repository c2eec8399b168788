import type { InjectionKey } from "vue";
import type { Language } from "@/i18n/i18n";

export const LANGUAGE: InjectionKey<Language> = Symbol("language");
