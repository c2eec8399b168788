import { describe, expect, test } from "vitest";
import { calendar, planned } from "@/broadcast/calendar";
import { aBroadcast } from "@/testing/samples";

const start = {
  at: "2026-12-01T12:00:00Z",
  local: "2026-12-01T20:00",
  zone: "Asia/Shanghai",
  offset: "+08:00",
  fold: "none",
};
const weekly = {
  id: "s1",
  name: "周报",
  broadcastId: "b2",
  cron: "0 9 * * 1",
  zone: "Asia/Shanghai",
  until: null,
  state: "active",
  lastStart: "2026-11-23T01:00:00Z",
  next: [{ ...start, at: "2026-12-01T01:00:00Z", local: "2026-12-01T09:00" }],
  createdBy: "admin",
  createdAt: "2026-11-01T00:00:00Z",
};

describe("the calendar", () => {
  test("shows five weeks from the Monday before today", () => {
    const days = calendar("2026-11-25", new Map());
    expect(days).toHaveLength(35);
    expect(days[0]?.day).toBe("2026-11-23");
    expect(days.at(-1)?.day).toBe("2026-12-27");
  });

  test("begins today when today is a Monday", () => {
    expect(calendar("2026-11-23", new Map())[0]?.day).toBe("2026-11-23");
  });

  test("lists what is reserved and what a series will make, in the order of the day", () => {
    const reservation = { broadcastId: "b1", day: "2026-12-01", route: "to-all", calls: 1 };
    const days = planned([reservation], [aBroadcast({ start })], [weekly]);
    expect(days.get("2026-12-01")?.map(({ time, text }) => [time, text])).toEqual([
      ["09:00", "周报"],
      ["20:00", "hello from boxer."],
    ]);
  });

  test("leaves out the runs of a paused series", () => {
    expect(planned([], [], [{ ...weekly, state: "paused" }]).size).toBe(0);
  });
});
