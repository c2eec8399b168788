// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { formatPlace, parsePlace } from "@/sandbox/address";

describe("the address of a phone", () => {
  test.each([
    ["", { appid: "", openid: "" }],
    ["#/", { appid: "", openid: "" }],
    ["#/wx1", { appid: "wx1", openid: "" }],
    ["#/wx1/o_-2", { appid: "wx1", openid: "o_-2" }],
  ])("%o is %o", (hash, place) => {
    expect(parsePlace(hash)).toEqual(place);
  });

  test("is written as it is read", () => {
    const place = { appid: "wx1", openid: "o/2" };
    expect(parsePlace(formatPlace(place))).toEqual(place);
  });
});
