import { expect, test } from "vitest";
import { detailText } from "@/access/audit";

test("the details of an entry stand on one line", () => {
  expect(detailText({ name: "mei", scopes: ["read"], days: 3 })).toBe(
    'name mei · scopes ["read"] · days 3',
  );
  expect(detailText({})).toBe("");
});
