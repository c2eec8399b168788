import { computed, type Ref } from "vue";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { control, type Callback } from "@/sandbox/control";

const POLL_MILLIS = 2_000;
const PAGE_SIZE = 50;

export function useSandboxAccounts() {
  return useQuery({
    queryKey: ["accounts"],
    refetchInterval: POLL_MILLIS,
    queryFn: async () => (await control.accounts()).accounts,
  });
}

export function useFollowers(appid: Ref<string>) {
  return useInfiniteQuery({
    queryKey: computed(() => ["followers", appid.value]),
    enabled: computed(() => appid.value !== ""),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => control.followers(appid.value, pageParam, PAGE_SIZE),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useChat(appid: Ref<string>, openid: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ["chat", appid.value, openid.value]),
    enabled: computed(() => appid.value !== "" && openid.value !== ""),
    refetchInterval: POLL_MILLIS,
    queryFn: () => control.chat(appid.value, openid.value),
  });
}

export function useLedger(appid: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ["ledger", appid.value]),
    enabled: computed(() => appid.value !== ""),
    refetchInterval: POLL_MILLIS,
    queryFn: async () => (await control.ledger(appid.value)).ledger.toReversed(),
  });
}

export function useClock() {
  return useQuery({ queryKey: ["clock"], refetchInterval: POLL_MILLIS, queryFn: control.clock });
}

/** Whatever was done to the world, every panel looks again. */
function useAct<T, R>(act: (input: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries() });
}

export const useConfigure = (appid: Ref<string>) =>
  useAct((callback: Partial<Callback>) => control.configure(appid.value, callback));

export const useFollow = (appid: Ref<string>) =>
  useAct((count: number) => control.follow(appid.value, count));

export const useFollowAgain = (appid: Ref<string>) =>
  useAct((openid: string) => control.followAgain(appid.value, openid));

export const useUnfollow = (appid: Ref<string>) =>
  useAct((openid: string) => control.unfollow(appid.value, openid));

export const useSay = (appid: Ref<string>, openid: Ref<string>) =>
  useAct((content: string) => control.say(appid.value, openid.value, content));

export const useAdvance = () => useAct((duration: string) => control.advance(duration));

export const useRate = () => useAct((rate: number) => control.rate(rate));
