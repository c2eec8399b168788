import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { SiteRequest } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const SITES = "sites";

export function useSites(account: Id) {
  return useQuery({
    queryKey: computed(() => [SITES, toValue(account)]),
    queryFn: () => answered(api.GET("/api/v1/accounts/{account}/sites", at(account))),
  });
}

export function useAddSite(account: Id) {
  return useChange(account, (body: SiteRequest) =>
    answered(api.POST("/api/v1/accounts/{account}/sites", { ...at(account), body })),
  );
}

export function useRenewSecret(account: Id) {
  return useChange(account, (site: string) =>
    answered(api.POST("/api/v1/accounts/{account}/sites/{site}/secret", of(account, site))),
  );
}

export function useDeleteSite(account: Id) {
  return useChange(account, (site: string) =>
    answered(api.DELETE("/api/v1/accounts/{account}/sites/{site}", of(account, site))),
  );
}

export function useSignature(account: Id, site: string) {
  return useMutation({
    mutationFn: (url: string) =>
      answered(
        api.POST("/api/v1/accounts/{account}/sites/{site}/signature", {
          ...of(account, site),
          body: { url },
        }),
      ),
  });
}

function useChange<T, R>(account: Id, mutationFn: (input: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: [SITES, toValue(account)] }),
  });
}

function at(account: Id) {
  return { params: { path: { account: toValue(account) } } };
}

function of(account: Id, site: string) {
  return { params: { path: { account: toValue(account), site } } };
}
