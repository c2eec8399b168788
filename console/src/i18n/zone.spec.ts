import { describe, expect, test } from "vitest";
import { beginning, end } from "@/i18n/zone";

describe("a day in a zone", () => {
  test.each([
    ["2026-11-25", "Asia/Shanghai", "2026-11-24T16:00:00.000Z", "2026-11-25T16:00:00.000Z"],
    ["2026-11-25", "America/Los_Angeles", "2026-11-25T08:00:00.000Z", "2026-11-26T08:00:00.000Z"],
    // Clocks are set forward within this day, and back within that one.
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
    ["2026-12-31", "UTC", "2026-12-31T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
  ])("%s in %s", (day, zone, from, until) => {
    expect(beginning(day, zone)).toBe(from);
    expect(end(day, zone)).toBe(until);
  });
});
