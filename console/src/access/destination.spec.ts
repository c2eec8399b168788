import { describe, expect, test } from "vitest";
import { destination } from "@/access/destination";

describe("where signing in leads", () => {
  test.each([
    ["/accounts/1/broadcasts?after=2", "/accounts/1/broadcasts?after=2"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    [undefined, "/"],
    [["/a"], "/"],
  ])("%o leads to %s", (wanted, leads) => {
    expect(destination(wanted)).toBe(leads);
  });
});
