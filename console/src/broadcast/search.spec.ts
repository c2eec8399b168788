import { describe, expect, test } from "vitest";
import { ALL, isSearch, toParameters } from "@/broadcast/search";

describe("a search for broadcasts", () => {
  test("asks for nothing in particular", () => {
    expect(isSearch(ALL)).toBe(false);
    expect(Object.values(toParameters(ALL, "UTC")).every((value) => value === undefined)).toBe(
      true,
    );
  });

  test("asks for whole days of the account", () => {
    const search = { ...ALL, from: "2026-11-25", to: "2026-11-25", state: ["held"] };
    expect(isSearch(search)).toBe(true);
    expect(toParameters(search, "Asia/Shanghai")).toMatchObject({
      state: ["held"],
      from: "2026-11-24T16:00:00.000Z",
      until: "2026-11-25T16:00:00.000Z",
    });
  });

  test("passes over a day that is none", () => {
    expect(toParameters({ ...ALL, from: "2026-99-99", to: "soon" }, "UTC")).toMatchObject({
      from: undefined,
      until: undefined,
    });
  });
});
