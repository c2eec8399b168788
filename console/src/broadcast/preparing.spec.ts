import { describe, expect, test } from "vitest";
import { covers, type Role } from "@/access/roles";
import { acts, waitsForAnother } from "@/broadcast/preparing";
import { aBroadcast } from "@/testing/samples";

const seenBy = (role: Role, part: { fourEyes?: boolean; me?: string; blocked?: boolean } = {}) => ({
  may: (needed: Role) => covers(role, needed),
  fourEyes: false,
  me: "o1",
  blocked: false,
  ...part,
});

describe("what may be done before a broadcast is sent", () => {
  test("somebody who may only look does nothing", () => {
    expect(acts(aBroadcast(), seenBy("viewer"))).toEqual([]);
    expect(acts(aBroadcast({ state: "scheduled" }), seenBy("viewer"))).toEqual([]);
  });

  test("an editor writes and previews, and sends nothing", () => {
    expect(acts(aBroadcast(), seenBy("editor"))).toEqual(["edit", "preview"]);
  });

  test("a publisher sends or schedules", () => {
    expect(acts(aBroadcast(), seenBy("publisher"))).toContain("send");
    expect(acts(aBroadcast(), seenBy("publisher"))).toContain("schedule");
  });

  test("what the plan forbids now can still be scheduled for another day", () => {
    const possible = acts(aBroadcast(), seenBy("publisher", { blocked: true }));
    expect(possible).not.toContain("send");
    expect(possible).toContain("schedule");
  });

  test("with four eyes a draft is submitted before anybody can send it", () => {
    const possible = acts(aBroadcast(), seenBy("publisher", { fourEyes: true }));
    expect(possible).toContain("submit");
    expect(possible).not.toContain("send");
  });

  test("with four eyes its author cannot approve it, somebody else can", () => {
    const submitted = aBroadcast({ state: "submitted" });
    const author = seenBy("publisher", { fourEyes: true });
    expect(acts(submitted, author)).not.toContain("approve");
    expect(waitsForAnother(submitted, author)).toBe(true);
    expect(acts(submitted, { ...author, me: "o2" })).toContain("approve");
  });

  test("once approved it can be sent", () => {
    const approved = aBroadcast({ state: "approved", approved: true });
    expect(acts(approved, seenBy("publisher", { fourEyes: true }))).toContain("send");
  });

  test("a scheduled one can only be taken out of the schedule or discarded", () => {
    const scheduled = aBroadcast({ state: "scheduled" });
    expect(acts(scheduled, seenBy("publisher"))).toEqual(["unschedule", "discard"]);
  });
});
