import { computed, type Ref } from "vue";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import {
  control,
  type Change,
  type Clock,
  type Fault,
  type NewAccount,
  type Reprint,
  type SandboxAccount,
  type Template,
} from "@/sandbox/control";

const POLL_MILLIS = 2_000;
const PAGE_SIZE = 50;
const MOST_ACCOUNTS = 1_000;

export function useSandboxAccounts() {
  return useQuery({
    queryKey: ["accounts"],
    // Hundreds of accounts are not asked for every other second; the one that is looked at is.
    refetchInterval: ({ state }) =>
      POLL_MILLIS * Math.max(1, (state.data?.length ?? 0) / PAGE_SIZE),
    queryFn: allAccounts,
  });
}

async function allAccounts(): Promise<SandboxAccount[]> {
  const all: SandboxAccount[] = [];
  let after: string | undefined;
  do {
    const page = await control.accounts(after, MOST_ACCOUNTS);
    all.push(...page.accounts);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

export function useSandboxAccount(appid: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ["account", appid.value]),
    enabled: computed(() => appid.value !== ""),
    refetchInterval: POLL_MILLIS,
    queryFn: () => control.account(appid.value),
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
  return useInfiniteQuery({
    queryKey: computed(() => ["ledger", appid.value]),
    enabled: computed(() => appid.value !== ""),
    refetchInterval: POLL_MILLIS,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => control.ledger(appid.value, PAGE_SIZE, pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useClock() {
  return useQuery({ queryKey: ["clock"], refetchInterval: POLL_MILLIS, queryFn: control.clock });
}

export function useMenu(appid: Ref<string>, openid: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ["menu", appid.value, openid.value]),
    enabled: computed(() => appid.value !== "" && openid.value !== ""),
    refetchInterval: POLL_MILLIS,
    queryFn: async () => (await control.menu(appid.value, openid.value)).button,
  });
}

export function usePermissions(appid: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ["permissions", appid.value]),
    refetchInterval: POLL_MILLIS,
    queryFn: async () => (await control.permissions(appid.value)).permissions,
  });
}

export function useTemplates(appid: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ["templates", appid.value]),
    queryFn: async () => (await control.templates(appid.value)).templates,
  });
}

export function useSends(appid: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ["sends", appid.value]),
    refetchInterval: POLL_MILLIS,
    queryFn: async () => (await control.sends(appid.value)).sends,
  });
}

export function useFaults() {
  return useQuery({
    queryKey: ["faults"],
    refetchInterval: POLL_MILLIS,
    queryFn: async () => (await control.faults()).faults,
  });
}

/** Whatever was done to the world, every panel looks again. */
function useAct<T, R>(act: (input: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries() });
}

export const useCreateAccount = () => useAct((wanted: NewAccount) => control.createAccount(wanted));

export const useDeleteAccount = () => useAct((appid: string) => control.deleteAccount(appid));

export const useChange = (appid: Ref<string>) =>
  useAct((change: Change) => control.change(appid.value, change));

export const useFollow = (appid: Ref<string>) =>
  useAct((count: number) => control.follow(appid.value, count));

export const useFollowAgain = (appid: Ref<string>) =>
  useAct((openid: string) => control.followAgain(appid.value, openid));

export const useScan = (appid: Ref<string>) =>
  useAct((scan: { url: string; openid?: string }) => control.scan(appid.value, scan));

export const useUnfollow = (appid: Ref<string>) =>
  useAct((openid: string) => control.unfollow(appid.value, openid));

export const useSay = (appid: Ref<string>, openid: Ref<string>) =>
  useAct((content: string) => control.say(appid.value, openid.value, content));

export const useAdvance = () => useAct((duration: string) => control.advance(duration));

export const useRate = () => useAct((rate: number) => control.rate(rate));

export const useSetTime = () => useAct((time: string) => control.setTime(time));

export const useDeed = (appid: Ref<string>, openid: Ref<string>) =>
  useAct((deed: object) => control.act(appid.value, openid.value, deed));

export const useAddTemplate = (appid: Ref<string>) =>
  useAct((template: Pick<Template, "title" | "content">) =>
    control.addTemplate(appid.value, template),
  );

export const useDeleteTemplate = (appid: Ref<string>) =>
  useAct((id: string) => control.deleteTemplate(appid.value, id));

export const useConfirm = (appid: Ref<string>) =>
  useAct(({ msgId, agreed }: { msgId: number; agreed: boolean }) =>
    control.confirm(appid.value, msgId, agreed),
  );

export const useMarkReprint = (appid: Ref<string>) =>
  useAct((reprint: Reprint) => control.markReprint(appid.value, reprint));

export const useSetFaults = () => useAct((faults: Fault[]) => control.setFaults(faults));

export const useReset = () => useAct<undefined, Clock>(() => control.reset());

export const useRestore = () => useAct((snapshot: Blob) => control.restore(snapshot));
