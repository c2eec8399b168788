import { describe, expect, test } from "vitest";
import { proposedStart, ZONES } from "@/broadcast/start";
import { localTime } from "@/i18n/zone";

describe("the start of a broadcast", () => {
  test("is proposed at the next full hour of the zone", () => {
    const now = new Date("2026-11-25T08:20:00Z");
    expect(proposedStart(now, "Asia/Shanghai").local).toBe("2026-11-25T17:00");
    expect(proposedStart(now, "America/New_York").local).toBe("2026-11-25T04:00");
  });

  test("is never proposed in the past", () => {
    const onTheHour = new Date("2026-11-25T08:00:00Z");
    expect(proposedStart(onTheHour, "UTC").local).toBe("2026-11-25T09:00");
  });

  test("is shown as the zone's clocks show it", () => {
    expect(localTime(new Date("2026-07-01T12:30:00Z"), "Europe/Berlin")).toBe("2026-07-01T14:30");
  });

  test("can be in any zone, the platform's first and once", () => {
    expect(ZONES[0]).toBe("Asia/Shanghai");
    expect(ZONES.filter((zone) => zone === "Asia/Shanghai")).toHaveLength(1);
  });
});
