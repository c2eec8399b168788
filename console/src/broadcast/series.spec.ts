import { describe, expect, test } from "vitest";
import { cronOf, DAILY, seriesActs } from "@/broadcast/series";

describe("a rhythm", () => {
  test.each([
    [{ ...DAILY, time: "20:05" }, "5 20 * * *"],
    [{ ...DAILY, rhythm: "weekly" as const, weekday: 5 }, "0 20 * * 5"],
    [{ ...DAILY, rhythm: "monthly" as const, monthday: 28, time: "08:30" }, "30 8 28 * *"],
    [{ ...DAILY, rhythm: "custom" as const, cron: " 0 9 * * MON-FRI " }, "0 9 * * MON-FRI"],
  ])("%o is cron %s", (recurring, cron) => {
    expect(cronOf(recurring)).toBe(cron);
  });
});

test("a series that has ended can only be looked at", () => {
  expect(seriesActs("active")).toEqual(["pause", "end"]);
  expect(seriesActs("paused")).toEqual(["resume", "end"]);
  expect(seriesActs("ended")).toEqual([]);
});
