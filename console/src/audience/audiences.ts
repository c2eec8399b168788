import type { Audience } from "@/audience/choice";
import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { AudienceOverview } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const POLL_MILLIS = 1_000;

/** Followers, tags and the synchronisation; asks again every second while one runs. */
export function useAudience(accountId: Id) {
  return useQuery({
    queryKey: computed(() => ["audience", toValue(accountId)]),
    queryFn: () => answered(api.GET("/api/v1/accounts/{account}/audience", at(accountId))),
    refetchInterval: ({ state }) => (isRunning(state.data) ? POLL_MILLIS : false),
  });
}

export function useSynchronization(accountId: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answered(api.POST("/api/v1/accounts/{account}/audience/synchronization", at(accountId))),
    onSuccess: (overview) => queries.setQueryData(["audience", toValue(accountId)], overview),
  });
}

/** How many followers an audience reaches now. */
export function useAudienceCount(accountId: Id, audience: MaybeRefOrGetter<Audience | undefined>) {
  return useQuery({
    queryKey: computed(() => ["audience", toValue(accountId), "count", toValue(audience)]),
    enabled: computed(() => toValue(audience) !== undefined),
    placeholderData: keepPreviousData,
    queryFn: () =>
      answered(
        api.POST("/api/v1/accounts/{account}/audience/count", {
          ...at(accountId),
          body: { audience: chosen(toValue(audience)) },
        }),
      ),
  });
}

function isRunning(overview: AudienceOverview | undefined): boolean {
  return overview?.synchronization.state === "running";
}

function chosen(audience: Audience | undefined): Audience {
  if (!audience) throw new Error("an audience is always explicit");
  return audience;
}

function at(accountId: Id) {
  return { params: { path: { account: toValue(accountId) } } };
}
