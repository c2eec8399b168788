import { describe, expect, test } from "vitest";
import { broadcastOf, detailText, type Words } from "@/access/audit";

const words: Words = {
  name: (name) => (name === "name" ? "Name" : name),
  value: (value) => (typeof value === "number" ? value.toLocaleString("en") : String(value)),
};

describe("the details of an entry", () => {
  test("stand on one line, in words where there are some", () => {
    const details = { name: "mei", scopes: ["read", "send"], recipients: 1234567 };
    expect(detailText(details, words)).toBe("Name mei · scopes read send · recipients 1,234,567");
    expect(detailText({}, words)).toBe("");
    expect(detailText({ settings: { fourEyes: true } }, words)).toBe('settings {"fourEyes":true}');
  });

  test("name a broadcast by a link, not by its id", () => {
    expect(detailText({ broadcast: "0199", calls: 2 }, words)).toBe("calls 2");
    expect(broadcastOf({ broadcast: "0199" })).toBe("0199");
    expect(broadcastOf({ name: "mei" })).toBeUndefined();
  });
});
