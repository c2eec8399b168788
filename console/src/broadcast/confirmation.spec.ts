import { describe, expect, test } from "vitest";
import { confirms, typedNumber } from "@/broadcast/confirmation";

const asked = { accountName: "群发演示", recipients: 1000 };

describe("confirming a send", () => {
  test.each([
    ["1000", 1000],
    ["1,000", 1000],
    [" 1 000 ", 1000],
    ["", undefined],
    ["all", undefined],
    ["-1", undefined],
  ])("%o is read as %o", (text, number) => {
    expect(typedNumber(text)).toBe(number);
  });

  test("everyone needs the name and the number", () => {
    const everyone = { kind: "all" } as const;
    expect(confirms({ accountName: "群发演示", recipients: "1,000" }, asked, everyone)).toBe(true);
    expect(confirms({ accountName: "群发", recipients: "1000" }, asked, everyone)).toBe(false);
    expect(confirms({ accountName: "群发演示", recipients: "999" }, asked, everyone)).toBe(false);
    expect(confirms({ accountName: "", recipients: "" }, asked, everyone)).toBe(false);
  });

  test("a tag needs the number", () => {
    const tag = { kind: "tag", tagId: "2" } as const;
    expect(confirms({ accountName: "", recipients: "1000" }, asked, tag)).toBe(true);
    expect(confirms({ accountName: "群发演示", recipients: "" }, asked, tag)).toBe(false);
  });
});
