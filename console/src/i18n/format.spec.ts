import { describe, expect, test } from "vitest";
import { duration, zoneName } from "@/i18n/format";

const at = (seconds: number) => new Date(seconds * 1000);

describe("how long it took", () => {
  test.each([
    [0, "0 sec"],
    [59, "59 sec"],
    [61, "1 min 1 sec"],
    [3_725, "1 hr 2 min"],
    [-5, "0 sec"],
  ])("%d seconds is %s", (seconds, text) => {
    expect(duration(at(0), at(seconds), "en")).toBe(text);
  });
});

describe("a zone in words", () => {
  test.each([
    ["Asia/Shanghai", "en", "China Standard Time (GMT+8)"],
    ["Asia/Shanghai", "zh-CN", "中国标准时间 (GMT+8)"],
    ["Asia/Tokyo", "ja", "日本標準時 (GMT+9)"],
    ["Europe/Berlin", "en", "Central European Summer Time (GMT+2)"],
  ])("%s in %s is %s", (zone, locale, words) => {
    expect(zoneName(zone, locale, new Date("2026-07-01T00:00:00Z"))).toBe(words);
  });
});
