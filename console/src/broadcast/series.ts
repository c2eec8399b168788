import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { idempotencyKey } from "@/api/idempotency";
import type { SeriesRequest } from "@/api/schema";
import { at } from "@/broadcast/broadcasts";

type Id = MaybeRefOrGetter<string>;

const SERIES = "/api/v1/accounts/{account}/series";
const SHOWN_RUNS = 5;

export type SeriesAct = "pause" | "resume" | "end";

export function useSeries(account: Id) {
  return useQuery({
    queryKey: computed(() => ["series", toValue(account)]),
    queryFn: () => answered(api.GET(SERIES, at(account))),
  });
}

/** When it would begin next, so that nobody has to read cron in their head. */
export function useNextRuns(account: Id, cron: Id, zone: Id) {
  return useQuery({
    queryKey: computed(() => ["series", toValue(account), "preview", toValue(cron), toValue(zone)]),
    enabled: computed(() => toValue(cron).trim() !== ""),
    placeholderData: keepPreviousData,
    queryFn: () => {
      const query = { cron: toValue(cron), zone: toValue(zone), limit: SHOWN_RUNS };
      return answered(api.GET(`${SERIES}/preview`, { params: { ...at(account).params, query } }));
    },
  });
}

/** One key for as long as the form is open: a request that is repeated begins one series. */
export function useBeginSeries(account: Id) {
  const header = { "Idempotency-Key": idempotencyKey() };
  return useChange(account, (body: SeriesRequest) =>
    answered(api.POST(SERIES, { params: { ...at(account).params, header }, body })),
  );
}

export function useSeriesAct(account: Id) {
  return useChange(account, ({ series, act }: { series: string; act: SeriesAct }) =>
    answered(
      api.POST(`${SERIES}/{series}/${act}`, {
        params: { path: { account: toValue(account), series } },
      }),
    ),
  );
}

function useChange<Body, Answer>(account: Id, mutationFn: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["series", toValue(account)] }),
  });
}

export function seriesActs(state: string): SeriesAct[] {
  if (state === "active") return ["pause", "end"];
  return state === "paused" ? ["resume", "end"] : [];
}

export const RHYTHMS = ["daily", "weekly", "monthly", "custom"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export interface Recurring {
  rhythm: Rhythm;
  /** Time of day, such as 20:00. */
  time: string;
  /** 1 is Monday. */
  weekday: number;
  monthday: number;
  cron: string;
}

export const DAILY: Readonly<Recurring> = {
  rhythm: "daily",
  time: "20:00",
  weekday: 1,
  monthday: 1,
  cron: "",
};

/** A rhythm as the server reads it: minute, hour, day of the month, month, day of the week. */
export function cronOf({ rhythm, time, weekday, monthday, cron }: Recurring): string {
  const [hour = "0", minute = "0"] = time.split(":").map((part) => String(Number(part)));
  switch (rhythm) {
    case "daily":
      return `${minute} ${hour} * * *`;
    case "weekly":
      return `${minute} ${hour} * * ${weekday}`;
    case "monthly":
      return `${minute} ${hour} ${monthday} * *`;
    case "custom":
      return cron.trim();
  }
}
