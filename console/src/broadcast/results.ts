import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { BroadcastView as Broadcast, CallResultView as CallResult } from "@/api/schema";
import { broadcastKey, one, useSettle } from "@/broadcast/broadcasts";

type Id = MaybeRefOrGetter<string>;

const PATH = "/api/v1/accounts/{account}/broadcasts/{broadcast}";

/** How fast the platform may deliver: recipients a minute at each level, as it documents them. */
export const SPEEDS = [800_000, 600_000, 450_000, 300_000, 100_000] as const;

function resultKey(accountId: Id, broadcastId: Id): string[] {
  return [...broadcastKey(accountId, broadcastId), "result"];
}

/** What came of it, read again whenever the broadcast has moved. */
export function useResult(broadcast: MaybeRefOrGetter<Broadcast>) {
  const ids = () => [toValue(broadcast).accountId, toValue(broadcast).id] as const;
  return useQuery({
    queryKey: computed(() => [...resultKey(...ids()), stamp(toValue(broadcast))]),
    placeholderData: (before) => before,
    queryFn: () => answered(api.GET(`${PATH}/result`, one(...ids()))),
  });
}

/** Changes whenever there may be something new to read. */
export function stamp({ state, calls }: Pick<Broadcast, "state" | "calls">): string {
  return [state, ...calls.map((call) => `${call.state}${call.status ?? ""}`)].join(" ");
}

/** Whether a call has more to tell than its line in the table. */
export function hasMore(call: CallResult): boolean {
  return Boolean(call.confirmationText || call.originality || call.articles.length);
}

export function useRest(accountId: Id, broadcastId: Id) {
  const settle = useSettle(accountId);
  return useMutation({
    mutationFn: () => answered(api.POST(`${PATH}/rest`, one(accountId, broadcastId))),
    onSuccess: settle,
  });
}

export function useSpeed(accountId: Id, broadcastId: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (level: number | undefined) =>
      answered(api.PUT(`${PATH}/speed`, { ...one(accountId, broadcastId), body: { level } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: resultKey(accountId, broadcastId) }),
  });
}

/** What deleting would do; asked for when somebody considers it. */
export function useDeletionNotice(
  accountId: Id,
  broadcastId: Id,
  call: number,
  wanted: MaybeRefOrGetter<boolean>,
) {
  return useQuery({
    queryKey: [...resultKey(accountId, broadcastId), "deletion", call],
    enabled: computed(() => toValue(wanted)),
    staleTime: 0,
    queryFn: () =>
      answered(api.GET(`${PATH}/calls/{number}/deletion`, ofCall(accountId, broadcastId, call))),
  });
}

export function useDeletion(accountId: Id, broadcastId: Id, call: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (article: number | undefined) =>
      answered(
        api.POST(`${PATH}/calls/{number}/deletion`, {
          ...ofCall(accountId, broadcastId, call),
          body: { article, confirmed: true },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: resultKey(accountId, broadcastId) }),
  });
}

function ofCall(accountId: Id, broadcastId: Id, number: number) {
  return { params: { path: { ...one(accountId, broadcastId).params.path, number } } };
}
