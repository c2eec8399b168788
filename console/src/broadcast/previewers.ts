import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { PreviewerRequest } from "@/api/schema";
import { at, one } from "@/broadcast/broadcasts";

type Id = MaybeRefOrGetter<string>;

const PREVIEWERS = "/api/v1/accounts/{account}/previewers";
const INVITED_MILLIS = 3_000;

/** Who gets previews; asks again while somebody has been invited and has not come yet. */
export function usePreviewers(account: Id) {
  return useQuery({
    queryKey: computed(() => ["previewers", toValue(account)]),
    queryFn: () => answered(api.GET(PREVIEWERS, at(account))),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ joined }) => !joined) ? INVITED_MILLIS : false,
  });
}

export function useAddPreviewer(account: Id) {
  return useChange(account, (body: PreviewerRequest) =>
    answered(api.POST(PREVIEWERS, { ...at(account), body })),
  );
}

export function useInvite(account: Id) {
  return useChange(account, (name: string) =>
    answered(api.POST(`${PREVIEWERS}/invitations`, { ...at(account), body: { name } })),
  );
}

export function useRemovePreviewer(account: Id) {
  return useChange(account, (previewer: string) =>
    answered(
      api.DELETE(`${PREVIEWERS}/{previewer}`, {
        params: { path: { account: toValue(account), previewer } },
      }),
    ),
  );
}

export function usePreviewAll(accountId: Id, broadcastId: Id) {
  return useMutation({
    mutationFn: () =>
      answered(
        api.POST(
          "/api/v1/accounts/{account}/broadcasts/{broadcast}/preview-all",
          one(accountId, broadcastId),
        ),
      ),
  });
}

function useChange<Body, Answer>(account: Id, mutationFn: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["previewers", toValue(account)] }),
  });
}
