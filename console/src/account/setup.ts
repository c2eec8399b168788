import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { AbilityList, RotationRequest } from "@/api/schema";
import { ACCOUNTS, at } from "@/account/accounts";

type Id = MaybeRefOrGetter<string>;

/** What to do on the platform's website, and what it means. */
export function useGuide(id: Id) {
  return useQuery({
    queryKey: computed(() => [ACCOUNTS, toValue(id), "guide"]),
    queryFn: () => answered(api.GET("/api/v1/accounts/{id}/callback/guide", at(toValue(id)))),
  });
}

export function useRotation(id: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: RotationRequest) =>
      answered(api.POST("/api/v1/accounts/{id}/callback/rotation", { ...at(toValue(id)), body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ACCOUNTS, toValue(id)] }),
  });
}

const ABILITIES = "/api/v1/accounts/{id}/abilities";

function abilitiesKey(id: Id): string[] {
  return [ACCOUNTS, toValue(id), "abilities"];
}

export function useAbilities(id: Id) {
  return useQuery({
    queryKey: computed(() => abilitiesKey(id)),
    queryFn: () => answered(api.GET(ABILITIES, at(toValue(id)))),
  });
}

/** Asks the platform, by calls that change nothing. */
export function useAbilityCheck(id: Id) {
  return useAbilityChange(id, () => answered(api.POST(`${ABILITIES}/check`, at(toValue(id)))));
}

/** What only a person can know; undefined takes it back. */
export function useTellAbility(id: Id) {
  return useAbilityChange(id, ({ ability, can }: { ability: string; can?: boolean }) => {
    const params = { path: { id: toValue(id), ability } };
    return can === undefined
      ? answered(api.DELETE(`${ABILITIES}/{ability}`, { params }))
      : answered(api.PUT(`${ABILITIES}/{ability}`, { params, body: { can } }));
  });
}

function useAbilityChange<Body>(id: Id, mutationFn: (body: Body) => Promise<AbilityList>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (list) => queries.setQueryData(abilitiesKey(id), list),
  });
}
