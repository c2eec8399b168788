import type { PlannedCallView as PlannedCall, PlanView as Plan } from "@/api/schema";

export interface Day {
  day: string;
  calls: number;
  recipients: number;
}

/** What leaves on each of the platform's days. */
export function days(calls: readonly PlannedCall[]): Day[] {
  const byDay = new Map<string, Day>();
  for (const { day, recipients } of calls) {
    const known = byDay.get(day) ?? { day, calls: 0, recipients: 0 };
    byDay.set(day, { day, calls: known.calls + 1, recipients: known.recipients + recipients });
  }
  return [...byDay.values()].toSorted((a, b) => a.day.localeCompare(b.day));
}

export function callsOf({ calls, otherCalls }: Plan): number {
  return calls.length + otherCalls;
}

export const QUOTAS = ["sends", "toAll", "toAllThisMonth", "sendAllCalls", "listCalls"] as const;
export type Quota = (typeof QUOTAS)[number];

export interface QuotaChange {
  quota: Quota;
  before: number;
  after: number;
}

/** The quotas that this broadcast takes from, and those that are spent anyway. */
export function quotaChanges({ quotaBefore, quotaAfter }: Plan): QuotaChange[] {
  return QUOTAS.flatMap((quota) => {
    const [before, after] = [quotaBefore[quota], quotaAfter[quota]];
    if (typeof before !== "number" || typeof after !== "number") return [];
    return before !== after || before === 0 ? [{ quota, before, after }] : [];
  });
}
