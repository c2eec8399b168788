import { computed, toValue, type MaybeRefOrGetter, type Ref } from "vue";
import { useInfiniteQuery, type InfiniteData } from "@tanstack/vue-query";

export interface Page<T> {
  items: T[];
  next?: string | null;
}

/** What a list needs of a query that reads page by page. */
export interface PagedQuery<T> {
  data: Ref<InfiniteData<Page<T>> | undefined>;
  error: Ref<unknown>;
  isPending: Ref<boolean>;
  isFetchingNextPage: Ref<boolean>;
  isFetchNextPageError: Ref<boolean>;
  hasNextPage: Ref<boolean>;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

export interface Paging {
  /** Asks again by itself, while something is expected to arrive. */
  everyMillis?: number;
}

/** Newest first, page by page, as every list of the server. */
export function usePaged<T>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  fetch: (after: string | undefined) => Promise<Page<T>>,
  { everyMillis }: Paging = {},
): PagedQuery<T> {
  return useInfiniteQuery({
    queryKey: computed(() => toValue(key)),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => fetch(pageParam),
    getNextPageParam: (page: Page<T>) => page.next ?? undefined,
    refetchInterval: everyMillis ?? false,
  });
}
