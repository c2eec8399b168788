import { describe, expect, test } from "vitest";
import { covers, type Role } from "@/access/roles";

describe("a role", () => {
  test.each<[string | null | undefined, Role, boolean]>([
    ["administrator", "viewer", true],
    ["publisher", "publisher", true],
    ["editor", "publisher", false],
    [null, "viewer", false],
    [undefined, "viewer", false],
    ["something new", "viewer", false],
  ])("%s for what %s may: %s", (role, needed, may) => {
    expect(covers(role, needed)).toBe(may);
  });
});
