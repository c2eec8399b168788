import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { usePaged } from "@/api/paged";
import type { ButtonForm } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const MENU = "menu";

export function useMenu(account: Id) {
  return useQuery({
    queryKey: computed(() => [MENU, toValue(account)]),
    // Somebody is editing: what is read again meanwhile must not replace it.
    refetchOnWindowFocus: false,
    queryFn: () => answered(api.GET("/api/v1/accounts/{account}/menu", at(account))),
  });
}

export function useMenuVersions(account: Id) {
  return usePaged(
    computed(() => [MENU, toValue(account), "versions"]),
    (after) =>
      answered(
        api.GET("/api/v1/accounts/{account}/menu/versions", {
          params: { path: { account: toValue(account) }, query: { after } },
        }),
      ),
  );
}

export function usePublishMenu(account: Id) {
  return useChange(account, (buttons: ButtonForm[]) =>
    answered(api.PUT("/api/v1/accounts/{account}/menu", { ...at(account), body: { buttons } })),
  );
}

export function useDeleteMenu(account: Id) {
  return useChange(account, (accountName: string) =>
    answered(
      api.DELETE("/api/v1/accounts/{account}/menu", {
        params: { path: { account: toValue(account) }, query: { accountName } },
      }),
    ),
  );
}

export function useAddConditional(account: Id) {
  return useChange(account, (body: { tagId: string; buttons: ButtonForm[] }) =>
    answered(api.POST("/api/v1/accounts/{account}/menu/conditional", { ...at(account), body })),
  );
}

export function useDeleteConditional(account: Id) {
  return useChange(account, (menu: string) =>
    answered(
      api.DELETE("/api/v1/accounts/{account}/menu/conditional/{menu}", {
        params: { path: { account: toValue(account), menu } },
      }),
    ),
  );
}

function useChange<T, R>(account: Id, mutationFn: (input: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: [MENU, toValue(account)] }),
  });
}

function at(account: Id) {
  return { params: { path: { account: toValue(account) } } };
}
