import { describe, expect, test } from "vitest";
import { ALL, broadcastOf, detailText, grouped, toParameters, type Words } from "@/access/audit";

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

test("an id is told as it is", () => {
  expect(detailText({ msgId: 1000000003 }, words)).toBe("msgId 1000000003");
});

describe("what a trail is looked through for", () => {
  test("stands in groups, by its words, and what nobody knows comes last", () => {
    const actions = [
      { action: "moon.landed", title: "Landed" },
      { action: "broadcast.sent", title: "Sent a broadcast" },
      { action: "series.begun", title: "Began a recurring broadcast" },
      { action: "api-token.issued", title: "Made the API token …" },
    ];
    expect(
      grouped(actions, "en").map(({ area, actions: of }) => [area, ...of.map((one) => one.action)]),
    ).toEqual([
      ["send", "series.begun", "broadcast.sent"],
      ["people", "api-token.issued"],
      ["other", "moon.landed"],
    ]);
  });

  test("is asked for whole days of the page’s zone", () => {
    const search = { ...ALL, by: "server", from: "2026-11-25", to: "2026-11-26" };
    expect(toParameters(search, "Asia/Tokyo")).toEqual({
      action: undefined,
      by: "server",
      from: "2026-11-24T15:00:00.000Z",
      until: "2026-11-26T15:00:00.000Z",
    });
  });
});
