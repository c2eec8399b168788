import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type {
  BroadcastSettingsRequest,
  BroadcastView as Broadcast,
  CommentRequest,
  ConfirmationView as Confirmation,
  ReviewRequest,
  StartRequest,
} from "@/api/schema";
import { at, broadcastKey, one, useSettle } from "@/broadcast/broadcasts";

type Id = MaybeRefOrGetter<string>;

const PATH = "/api/v1/accounts/{account}/broadcasts/{broadcast}";
const SETTINGS = "/api/v1/accounts/{account}/broadcast-settings";
const REFUSED_PAGE = 100;

/** What would happen, now or at that start; never kept, since quotas and followers move. */
export function usePlan(
  accountId: Id,
  broadcastId: Id,
  start: MaybeRefOrGetter<StartRequest> = {},
) {
  return useQuery({
    queryKey: computed(() => [...broadcastKey(accountId, broadcastId), "plan", toValue(start)]),
    staleTime: 0,
    gcTime: 0,
    queryFn: () => {
      const { local, zone, later } = toValue(start);
      const query = local ? { start: local, zone, later } : {};
      const { path } = one(accountId, broadcastId).params;
      return answered(api.GET(`${PATH}/plan`, { params: { path, query } }));
    },
  });
}

/** The first of those whom the platform would refuse this month. */
export function useOverQuota(accountId: Id, broadcastId: Id, wanted: MaybeRefOrGetter<boolean>) {
  return useQuery({
    queryKey: computed(() => [...broadcastKey(accountId, broadcastId), "over-quota"]),
    enabled: computed(() => toValue(wanted)),
    queryFn: () => {
      const { path } = one(accountId, broadcastId).params;
      const params = { path, query: { limit: REFUSED_PAGE } };
      return answered(api.GET(`${PATH}/plan/over-quota`, { params }));
    },
  });
}

export function useSubmission(accountId: Id, broadcastId: Id) {
  return useAct(accountId, broadcastId, (act: "submit" | "withdraw", body: CommentRequest) =>
    answered(api.POST(`${PATH}/${act}`, { ...one(accountId, broadcastId), body })),
  );
}

export function useReview(accountId: Id, broadcastId: Id) {
  return useAct(accountId, broadcastId, (act: "approve" | "reject", body: ReviewRequest) =>
    answered(api.POST(`${PATH}/${act}`, { ...one(accountId, broadcastId), body })),
  );
}

export function useSchedule(accountId: Id, broadcastId: Id) {
  const settle = useSettle(accountId);
  return useMutation({
    mutationFn: (body: { start: StartRequest; confirmation: Confirmation }) =>
      answered(api.POST(`${PATH}/schedule`, { ...one(accountId, broadcastId), body })),
    onSuccess: settle,
  });
}

export function useUnschedule(accountId: Id, broadcastId: Id) {
  const settle = useSettle(accountId);
  return useMutation({
    mutationFn: () => answered(api.POST(`${PATH}/unschedule`, one(accountId, broadcastId))),
    onSuccess: settle,
  });
}

export function useBroadcastSettings(accountId: Id) {
  return useQuery({
    queryKey: computed(() => ["broadcast-settings", toValue(accountId)]),
    enabled: computed(() => toValue(accountId) !== ""),
    queryFn: () => answered(api.GET(SETTINGS, at(accountId))),
  });
}

export function useChangeBroadcastSettings(accountId: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BroadcastSettingsRequest) =>
      answered(api.PUT(SETTINGS, { ...at(accountId), body })),
    onSuccess: (settings) =>
      queries.setQueryData(["broadcast-settings", toValue(accountId)], settings),
  });
}

function useAct<Act, Body>(
  accountId: Id,
  broadcastId: Id,
  call: (act: Act, body: Body) => Promise<Broadcast>,
) {
  const queries = useQueryClient();
  const settle = useSettle(accountId);
  return useMutation({
    mutationFn: ({ act, body }: { act: Act; body: Body }) => call(act, body),
    onSuccess: settle,
    // Somebody else may have changed it in the meantime; then what is shown is old.
    onError: () => queries.invalidateQueries({ queryKey: broadcastKey(accountId, broadcastId) }),
  });
}
