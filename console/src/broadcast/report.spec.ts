import { describe, expect, test } from "vitest";
import { shares } from "@/broadcast/report";

describe("the shares of a result", () => {
  test("divide the audience", () => {
    const totals = { audience: 1000, eligible: 980, delivered: 970, failed: 10, filtered: 20 };
    expect(shares(totals)?.map(({ percent }) => percent)).toEqual([97, 1, 2]);
  });

  test("leave out parts that nobody is in", () => {
    const totals = { audience: 10, eligible: 10, delivered: 10, failed: 0, filtered: 0 };
    expect(shares(totals)).toEqual([{ part: "delivered", count: 10, percent: 100 }]);
  });

  test("are not drawn while a number is unknown", () => {
    const totals = {
      audience: 1000,
      eligible: null,
      delivered: null,
      failed: null,
      filtered: null,
    };
    expect(shares(totals)).toBeUndefined();
  });

  test("are not drawn for an audience of nobody", () => {
    expect(
      shares({ audience: 0, eligible: 0, delivered: 0, failed: 0, filtered: 0 }),
    ).toBeUndefined();
  });
});
