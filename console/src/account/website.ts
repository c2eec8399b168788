import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { ACCOUNTS, at } from "@/account/accounts";
import { answered, api } from "@/api/client";

type Id = MaybeRefOrGetter<string>;

const SETUP = "/api/v1/accounts/{id}/callback/website-setup";

/** The website's menu and replies as they were kept; null if nobody has looked yet. */
export function useWebsiteSetup(id: Id) {
  return useQuery({
    queryKey: computed(() => [ACCOUNTS, toValue(id), "website"]),
    queryFn: () => orNull(answered(api.GET(SETUP, at(toValue(id))))),
  });
}

/** What became of the replies; null if none were taken over. */
export function useTakenOver(id: Id) {
  return useQuery({
    queryKey: computed(() => [ACCOUNTS, toValue(id), "website", "replies"]),
    queryFn: () =>
      orNull(
        answered(
          api.GET("/api/v1/accounts/{account}/replies/website-import", {
            params: { path: { account: toValue(id) } },
          }),
        ),
      ),
  });
}

export function useTakeOver(id: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answered(api.POST(SETUP, at(toValue(id)))),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ACCOUNTS, toValue(id), "website"] }),
  });
}

/** Nothing is answered where there is nothing; a query has to have something. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  return (await answer) ?? null;
}
