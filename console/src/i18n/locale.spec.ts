import { describe, expect, test } from "vitest";
import { preferredLocale } from "@/i18n/locale";

describe("the language of the page", () => {
  test.each([
    [["zh-CN", "en"], "zh-CN"],
    [["zh-Hans-SG"], "zh-CN"],
    [["zh-TW"], "zh-CN"],
    [["ja-JP", "en"], "ja"],
    [["de", "en-GB"], "en"],
    [["fr", "zh"], "zh-CN"],
    [["fr"], "en"],
    [[], "en"],
  ])("for %o is %s", (languages, locale) => {
    expect(preferredLocale(languages)).toBe(locale);
  });
});
