import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { RuleRequest, RuleView as Rule, SampleRequest as Sample } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const REPLIES = "replies";

export function useReplies(account: Id) {
  return useQuery({
    queryKey: computed(() => [REPLIES, toValue(account)]),
    queryFn: () => answered(api.GET("/api/v1/accounts/{account}/replies", at(account))),
  });
}

export function useSaveRule(account: Id) {
  return useChange(account, ({ id, body }: { id: string; body: RuleRequest }) =>
    id === ""
      ? answered(api.POST("/api/v1/accounts/{account}/replies", { ...at(account), body }))
      : answered(
          api.PUT("/api/v1/accounts/{account}/replies/{rule}", {
            params: { path: { account: toValue(account), rule: id } },
            body,
          }),
        ),
  );
}

export function useDeleteRule(account: Id) {
  return useChange(account, (rule: string) =>
    answered(
      api.DELETE("/api/v1/accounts/{account}/replies/{rule}", {
        params: { path: { account: toValue(account), rule } },
      }),
    ),
  );
}

export function useOrderRules(account: Id) {
  return useChange(account, (rules: readonly Rule[]) =>
    answered(
      api.PUT("/api/v1/accounts/{account}/replies/order", {
        ...at(account),
        body: { ids: rules.map(({ id }) => id) },
      }),
    ),
  );
}

export function useBlankHint(account: Id) {
  return useChange(account, (hint: string | undefined) =>
    answered(
      api.PUT("/api/v1/accounts/{account}/replies/blank-hint", { ...at(account), body: { hint } }),
    ),
  );
}

export function useSample(account: Id) {
  return useMutation({
    mutationFn: (body: Sample) =>
      answered(api.POST("/api/v1/accounts/{account}/replies/test", { ...at(account), body })),
  });
}

function useChange<T, R>(account: Id, mutationFn: (input: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queries.invalidateQueries({ queryKey: [REPLIES, toValue(account)] }),
  });
}

function at(account: Id) {
  return { params: { path: { account: toValue(account) } } };
}
