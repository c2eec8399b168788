// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { formatPlace, parsePlace } from "@/sandbox/address";

describe("the address of a phone", () => {
  test.each([
    ["", { appid: "", openid: "", page: "world" }],
    ["#/", { appid: "", openid: "", page: "world" }],
    ["#/wx1", { appid: "wx1", openid: "", page: "world" }],
    ["#/wx1/o_-2", { appid: "wx1", openid: "o_-2", page: "world" }],
    ["#/wx1/o_-2?faults", { appid: "wx1", openid: "o_-2", page: "faults" }],
    ["#/wx1?nonsense", { appid: "wx1", openid: "", page: "world" }],
  ])("%o is %o", (hash, place) => {
    expect(parsePlace(hash)).toEqual(place);
  });

  test("is written as it is read", () => {
    const place = { appid: "wx1", openid: "o/2", page: "events" } as const;
    expect(parsePlace(formatPlace(place))).toEqual(place);
    expect(formatPlace({ ...place, page: "world" })).toBe("#/wx1/o%2F2");
  });
});
