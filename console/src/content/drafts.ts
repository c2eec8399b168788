import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { usePaged } from "@/api/paged";
import type { ArticleForm, DraftView as Draft } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const DRAFTS = "drafts";

export function useDrafts(account: Id) {
  return usePaged(
    computed(() => [DRAFTS, toValue(account), "list"]),
    async (after) => {
      const page = await answered(
        api.GET("/api/v1/accounts/{account}/drafts", {
          params: {
            path: { account: toValue(account) },
            query: { offset: Number(after ?? 0) },
          },
        }),
      );
      return { items: page.items, next: page.next === null ? null : String(page.next) };
    },
  );
}

export function useDraft(account: Id, draft: Id) {
  return useQuery({
    queryKey: computed(() => [DRAFTS, toValue(account), toValue(draft)]),
    enabled: computed(() => toValue(draft) !== ""),
    // Somebody is writing: what is read again meanwhile must not replace it.
    staleTime: Infinity,
    queryFn: () =>
      answered(api.GET("/api/v1/accounts/{account}/drafts/{draft}", at(account, draft))),
  });
}

export interface Writing {
  /** The draft that is changed; none for a new one. */
  draft: Draft | undefined;
  index: number;
  article: ArticleForm;
}

export function useSaveArticle(account: Id) {
  return useDraftChange(account, ({ draft, index, article }: Writing) =>
    draft
      ? answered(
          api.PUT("/api/v1/accounts/{account}/drafts/{draft}/articles/{index}", {
            params: { path: { account: toValue(account), draft: draft.id, index } },
            body: { fingerprint: draft.fingerprint, article },
          }),
        )
      : answered(
          api.POST("/api/v1/accounts/{account}/drafts", {
            params: { path: { account: toValue(account) } },
            body: { articles: [article] },
          }),
        ),
  );
}

export function useDeleteDraft(account: Id) {
  return useDraftChange(account, ({ id, fingerprint }: Draft) =>
    answered(
      api.DELETE("/api/v1/accounts/{account}/drafts/{draft}", {
        params: { path: { account: toValue(account), draft: id }, query: { fingerprint } },
      }),
    ),
  );
}

/** What the platform would refuse of an article, or drop from it. */
export function useArticleCheck(account: Id, article: MaybeRefOrGetter<ArticleForm>) {
  return useQuery({
    queryKey: computed(() => [DRAFTS, toValue(account), "check", toValue(article)]),
    placeholderData: (before) => before,
    queryFn: async () => {
      const check = await answered(
        api.POST("/api/v1/accounts/{account}/drafts/check", {
          params: { path: { account: toValue(account) } },
          body: { articles: [toValue(article)] },
        }),
      );
      return check.articles[0]?.findings ?? [];
    },
  });
}

function useDraftChange<T, R>(account: Id, mutationFn: (input: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: [DRAFTS, toValue(account)] }),
  });
}

function at(account: Id, draft: Id) {
  return { params: { path: { account: toValue(account), draft: toValue(draft) } } };
}
