import { describe, expect, test } from "vitest";
import { EMPTY_TOKEN, isComplete, toTokenRequest } from "@/access/newToken";

describe("a token to be made", () => {
  test("needs a name and something it is good for", () => {
    expect(isComplete({ ...EMPTY_TOKEN, name: " ", scopes: ["read"] })).toBe(false);
    expect(isComplete({ ...EMPTY_TOKEN, name: "crm" })).toBe(false);
    expect(isComplete({ ...EMPTY_TOKEN, name: "crm", scopes: ["read"] })).toBe(true);
  });

  test("without accounts chosen is for all of them, and 0 days mean no end", () => {
    const form = { ...EMPTY_TOKEN, name: " crm ", scopes: ["read"], days: 0 };
    expect(toTokenRequest(form)).toEqual({
      name: "crm",
      scopes: ["read"],
      accounts: undefined,
      days: undefined,
    });
  });
});
