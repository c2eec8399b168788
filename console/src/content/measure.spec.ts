import { describe, expect, test } from "vitest";
import { LONG_CHARACTERS, MAX_BYTES, measure } from "@/content/measure";

describe("measuring a text", () => {
  test("a Chinese character is one character and three bytes", () => {
    expect(measure("群发")).toMatchObject({ characters: 2, bytes: 6, lines: 1, weight: "fine" });
  });

  test("an emoji is one character and four bytes", () => {
    expect(measure("😀")).toMatchObject({ characters: 1, bytes: 4 });
  });

  test("lines are counted, a last empty one too", () => {
    expect(measure("a\nb\n").lines).toBe(3);
    expect(measure("").lines).toBe(0);
  });

  test("blanks alone are an empty text, a zero is not", () => {
    expect(measure(" \n ").weight).toBe("empty");
    expect(measure("0").weight).toBe("fine");
  });

  test("the byte limit itself still fits, one more byte does not", () => {
    expect(measure("a".repeat(MAX_BYTES)).weight).toBe("long");
    expect(measure("a".repeat(MAX_BYTES + 1)).weight).toBe("over");
  });

  test("more characters than readers scroll are long", () => {
    expect(measure("a".repeat(LONG_CHARACTERS)).weight).toBe("fine");
    expect(measure("a".repeat(LONG_CHARACTERS + 1)).weight).toBe("long");
  });
});
