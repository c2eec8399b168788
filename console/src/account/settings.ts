import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { AccountSettingsRequest } from "@/api/schema";
import { ACCOUNTS, at } from "@/account/accounts";

type Id = MaybeRefOrGetter<string>;

export const CHANNELS = ["stable", "classic"] as const;

export function useAccountSettings(id: Id) {
  return useQuery({
    queryKey: computed(() => [ACCOUNTS, toValue(id), "settings"]),
    queryFn: () => answered(api.GET("/api/v1/accounts/{id}/settings", at(toValue(id)))),
  });
}

export function useChangeSettings(id: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: AccountSettingsRequest) =>
      answered(api.PATCH("/api/v1/accounts/{id}/settings", { ...at(toValue(id)), body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ACCOUNTS] }),
  });
}

export function useReplaceSecret(id: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (appSecret: string) =>
      answered(
        api.PUT("/api/v1/accounts/{id}/app-secret", { ...at(toValue(id)), body: { appSecret } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ACCOUNTS, toValue(id)] }),
  });
}

const HEALTH_MILLIS = 15_000;

export function useHealth(id: Id) {
  return useQuery({
    queryKey: computed(() => [ACCOUNTS, toValue(id), "health"]),
    refetchInterval: HEALTH_MILLIS,
    queryFn: () => answered(api.GET("/api/v1/accounts/{id}/health", at(toValue(id)))),
  });
}

const PACE = "/api/v1/accounts/{account}/delivery-pace";

export function usePace(account: Id) {
  return useQuery({
    queryKey: computed(() => [ACCOUNTS, toValue(account), "pace"]),
    queryFn: () => answered(api.GET(PACE, { params: { path: { account: toValue(account) } } })),
  });
}

export function useSetPace(account: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (callsPerMinute: number) =>
      answered(
        api.PUT(PACE, {
          params: { path: { account: toValue(account) } },
          body: { callsPerMinute },
        }),
      ),
    onSuccess: (pace) => queries.setQueryData([ACCOUNTS, toValue(account), "pace"], pace),
  });
}
