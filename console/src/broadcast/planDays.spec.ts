import { describe, expect, test } from "vitest";
import { days, quotaChanges } from "@/broadcast/planDays";
import { aPlan } from "@/testing/samples";

describe("a plan over several days", () => {
  test("counts calls and followers of each day, the first day first", () => {
    const calls = [
      { number: 1, recipients: 10_000, day: "2026-12-02" },
      { number: 2, recipients: 10_000, day: "2026-12-01" },
      { number: 3, recipients: 400, day: "2026-12-02" },
    ];
    expect(days(calls)).toEqual([
      { day: "2026-12-01", calls: 1, recipients: 10_000 },
      { day: "2026-12-02", calls: 2, recipients: 10_400 },
    ]);
  });
});

describe("the quotas of a plan", () => {
  const quota = { day: "2026-12-01", sends: null, toAll: 1, sendAllCalls: 95, listCalls: null };

  test("are those that change; one without a limit is none", () => {
    const plan = aPlan({
      quotaBefore: { ...quota, toAllThisMonth: 4 },
      quotaAfter: { ...quota, toAll: 0, toAllThisMonth: 3 },
    });
    expect(quotaChanges(plan)).toEqual([
      { quota: "toAll", before: 1, after: 0 },
      { quota: "toAllThisMonth", before: 4, after: 3 },
    ]);
  });

  test("are shown too when there is nothing left to take", () => {
    const spent = { ...quota, toAll: 0, toAllThisMonth: null };
    expect(quotaChanges(aPlan({ quotaBefore: spent, quotaAfter: spent }))).toEqual([
      { quota: "toAll", before: 0, after: 0 },
    ]);
  });
});
