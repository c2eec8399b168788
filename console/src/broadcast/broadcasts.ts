import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { usePaged } from "@/api/paged";
import type { toParameters } from "@/broadcast/search";
import type {
  BroadcastView as Broadcast,
  ConfirmationView as Confirmation,
  EditRequest as ChangedBroadcast,
  PreviewRequest as PreviewTarget,
} from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const PAGE_SIZE = 20;

export function broadcastKey(accountId: Id, broadcastId: Id): string[] {
  return ["broadcasts", toValue(accountId), toValue(broadcastId)];
}

export type Parameters = Partial<ReturnType<typeof toParameters>>;

interface Part {
  limit?: number;
  search?: () => Parameters;
}

/** Newest first, page by page. */
export function useBroadcasts(
  accountId: Id,
  { limit = PAGE_SIZE, search = () => ({}) }: Part = {},
) {
  return usePaged(
    () => ["broadcasts", toValue(accountId), "list", limit, search()],
    (after) =>
      answered(
        api.GET("/api/v1/accounts/{account}/broadcasts", {
          params: { ...at(accountId).params, query: { ...search(), after, limit } },
        }),
      ),
  );
}

/** Who has written any. */
export function useAuthors(accountId: Id) {
  return useQuery({
    queryKey: computed(() => ["broadcasts", toValue(accountId), "authors"]),
    queryFn: () =>
      answered(api.GET("/api/v1/accounts/{account}/broadcasts/authors", at(accountId))),
  });
}

export function useBroadcast(
  accountId: Id,
  broadcastId: Id,
  pollMillis: (broadcast: Broadcast | undefined) => number | false = () => false,
) {
  return useQuery({
    queryKey: computed(() => broadcastKey(accountId, broadcastId)),
    enabled: computed(() => toValue(broadcastId) !== ""),
    queryFn: () =>
      answered(
        api.GET("/api/v1/accounts/{account}/broadcasts/{broadcast}", one(accountId, broadcastId)),
      ),
    refetchInterval: ({ state }) => pollMillis(state.data),
  });
}

export interface Saving {
  /** With the revision that was seen if it changes one. */
  body: ChangedBroadcast;
  key: string;
  broadcastId?: string;
}

export function useSaveDraft(accountId: Id) {
  const settle = useSettle(accountId);
  return useMutation({
    mutationFn: ({ body, key, broadcastId }: Saving) =>
      broadcastId
        ? answered(
            api.PUT("/api/v1/accounts/{account}/broadcasts/{broadcast}", {
              ...one(accountId, broadcastId),
              body,
            }),
          )
        : answered(
            api.POST("/api/v1/accounts/{account}/broadcasts", {
              params: { ...at(accountId).params, header: { "Idempotency-Key": key } },
              body,
            }),
          ),
    onSuccess: settle,
  });
}

export function useSend(accountId: Id, broadcastId: Id) {
  const settle = useSettle(accountId);
  return useMutation({
    mutationFn: ({ confirmation, key }: { confirmation: Confirmation; key: string }) =>
      answered(
        api.POST("/api/v1/accounts/{account}/broadcasts/{broadcast}/send", {
          params: { ...one(accountId, broadcastId).params, header: { "Idempotency-Key": key } },
          body: { confirmation },
        }),
      ),
    onSuccess: settle,
  });
}

export function usePreview(accountId: Id, broadcastId: Id) {
  return useMutation({
    mutationFn: (body: PreviewTarget) =>
      answered(
        api.POST("/api/v1/accounts/{account}/broadcasts/{broadcast}/preview", {
          ...one(accountId, broadcastId),
          body,
        }),
      ),
  });
}

export function useCancel(accountId: Id, broadcastId: Id) {
  const settle = useSettle(accountId);
  return useMutation({
    mutationFn: () =>
      answered(
        api.POST(
          "/api/v1/accounts/{account}/broadcasts/{broadcast}/cancel",
          one(accountId, broadcastId),
        ),
      ),
    onSuccess: settle,
  });
}

/** Puts what the server answered where the pages look, and lets the lists ask again. */
export function useSettle(accountId: Id) {
  const queries = useQueryClient();
  return (broadcast: Broadcast) => {
    queries.setQueryData(broadcastKey(accountId, broadcast.id), broadcast);
    return queries.invalidateQueries({ queryKey: ["broadcasts", toValue(accountId), "list"] });
  };
}

export function at(accountId: Id) {
  return { params: { path: { account: toValue(accountId) } } };
}

export function one(accountId: Id, broadcastId: Id) {
  const path = { account: toValue(accountId), broadcast: toValue(broadcastId) };
  return { params: { path } };
}
