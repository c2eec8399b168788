import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { AccountView as Account, ConnectRequest as NewAccount } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

export const ACCOUNTS = "accounts";

export function useAccounts() {
  return useQuery({
    queryKey: [ACCOUNTS, "list"],
    queryFn: () => answered(api.GET("/api/v1/accounts")),
  });
}

export function useAccount(id: Id) {
  return useQuery({
    queryKey: computed(() => [ACCOUNTS, toValue(id)]),
    enabled: computed(() => toValue(id) !== ""),
    queryFn: () => answered(api.GET("/api/v1/accounts/{id}", at(toValue(id)))),
  });
}

const VERIFICATION_MILLIS = 2_000;

/** What to enter at the platform; asks again until the platform has verified it. */
export function useCallback(id: Id) {
  return useQuery({
    queryKey: computed(() => [ACCOUNTS, toValue(id), "callback"]),
    refetchInterval: ({ state }) => (state.data?.verifiedAt ? false : VERIFICATION_MILLIS),
    queryFn: () => answered(api.GET("/api/v1/accounts/{id}/callback", at(toValue(id)))),
  });
}

export function useConnectAccount() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAccount) => answered(api.POST("/api/v1/accounts", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ACCOUNTS] }),
  });
}

export function useConnectionCheck(id: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answered(api.POST("/api/v1/accounts/{id}/connection/check", at(toValue(id)))),
    onSuccess: (account: Account) => {
      queries.setQueryData([ACCOUNTS, account.id], account);
      return queries.invalidateQueries({ queryKey: [ACCOUNTS, "list"] });
    },
  });
}

export function at(id: string) {
  return { params: { path: { id } } };
}
