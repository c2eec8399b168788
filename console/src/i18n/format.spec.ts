import { describe, expect, test } from "vitest";
import { duration } from "@/i18n/format";

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
