import { describe, expect, test } from "vitest";
import { bars, meters, percentUsed } from "@/broadcast/quota";
import { aQuotaView } from "@/testing/samples";

describe("the quotas of an account", () => {
  test("are only those that its kind has", () => {
    const shown = meters(aQuotaView({ sendsToday: null })).map(({ meter }) => meter);
    expect(shown).not.toContain("sendsToday");
    expect(shown).toContain("toAllThisMonth");
  });

  test.each([
    [100, 25, 25],
    [1, 1, 100],
    [4, 9, 100],
    [0, 0, 100],
  ])("of %i with %i used fill %i percent", (limit, used, percent) => {
    expect(percentUsed({ limit, used })).toBe(percent);
  });

  test("of followers are drawn against the tallest bar", () => {
    const followers = { received: [900, 100], expected: [0, 1000], exhausted: 0, asOf: null };
    expect(bars(aQuotaView({ followers }))).toEqual([
      { messages: 0, received: 900, expected: 0, receivedPercent: 90, expectedPercent: 0 },
      { messages: 1, received: 100, expected: 1000, receivedPercent: 10, expectedPercent: 100 },
    ]);
  });
});
