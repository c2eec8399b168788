import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { OpeningRequest, QuotaView, UsedView } from "@/api/schema";
import { at } from "@/broadcast/broadcasts";

type Id = MaybeRefOrGetter<string>;

const QUOTA = "/api/v1/accounts/{account}/quota";

const METERS = [
  "sendsToday",
  "toAllToday",
  "toAllThisMonth",
  "sendAllCalls",
  "listCalls",
  "previews",
] as const;
export type Meter = (typeof METERS)[number];

export function useQuota(account: Id) {
  return useQuery({
    queryKey: computed(() => ["quota", toValue(account)]),
    queryFn: () => answered(api.GET(QUOTA, at(account))),
  });
}

export function useOpening(account: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: OpeningRequest) =>
      answered(api.PUT(`${QUOTA}/opening`, { ...at(account), body })),
    onSuccess: (quota) => queries.setQueryData(["quota", toValue(account)], quota),
  });
}

/** The quotas that this kind of account has, as a list of meters. */
export function meters(quota: QuotaView): { meter: Meter; used: UsedView; percent: number }[] {
  return METERS.flatMap((meter) => {
    const used = quota[meter];
    return used ? [{ meter, used, percent: percentUsed(used) }] : [];
  });
}

export function percentUsed({ limit, used }: Pick<UsedView, "limit" | "used">): number {
  return limit <= 0 ? 100 : Math.min(100, (used / limit) * 100);
}

export interface Bar {
  /** How many messages they have had this month. */
  messages: number;
  received: number;
  expected: number;
  /** Share of the tallest bar. */
  receivedPercent: number;
  expectedPercent: number;
}

/** How many followers have had none, one, … four messages, now and with what is scheduled. */
export function bars({ followers }: QuotaView): Bar[] {
  if (!followers) return [];
  const { received, expected } = followers;
  const tallest = Math.max(1, ...received, ...expected);
  return received.map((count, messages) => ({
    messages,
    received: count,
    expected: expected[messages] ?? 0,
    receivedPercent: (count / tallest) * 100,
    expectedPercent: ((expected[messages] ?? 0) / tallest) * 100,
  }));
}
