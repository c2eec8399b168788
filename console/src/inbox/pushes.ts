import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { usePaged } from "@/api/paged";

type Id = MaybeRefOrGetter<string>;

const PUSHES = "/api/v1/accounts/{account}/pushes";
const REFRESH_MILLIS = 10_000;
const WAITING_MILLIS = 1_000;

export const STATES = ["waiting", "processed", "failed"] as const;

/** What an operator looks for most; the address bar of a link from elsewhere may name any other. */
export const KINDS = [
  "message.text",
  "message.image",
  "message.voice",
  "message.video",
  "message.location",
  "message.link",
  "event.subscribe",
  "event.unsubscribe",
  "event.scan",
  "event.click",
  "event.view",
  "event.masssendjobfinish",
] as const;

export interface PushFilter {
  kind: string;
  sender: string;
  state: string;
}

export const EVERYTHING: Readonly<PushFilter> = { kind: "", sender: "", state: "" };

/** Only what was chosen; an empty field asks for nothing. */
export function chosen(filter: PushFilter): Partial<PushFilter> {
  const pairs = Object.entries(filter).map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
}

export function usePushes(account: Id, filter: MaybeRefOrGetter<PushFilter>) {
  return usePaged(
    () => ["pushes", toValue(account), "list", toValue(filter)],
    (after) => {
      const query = { ...chosen(toValue(filter)), after };
      return answered(api.GET(PUSHES, { params: { path: { account: toValue(account) }, query } }));
    },
    { everyMillis: REFRESH_MILLIS },
  );
}

export function useInboxHealth(account: Id) {
  return useQuery({
    queryKey: computed(() => ["pushes", toValue(account), "health"]),
    refetchInterval: REFRESH_MILLIS,
    queryFn: () =>
      answered(api.GET(`${PUSHES}/health`, { params: { path: { account: toValue(account) } } })),
  });
}

export function usePush(account: Id, push: Id) {
  return useQuery({
    queryKey: computed(() => ["pushes", toValue(account), toValue(push)]),
    refetchInterval: ({ state }) => state.data?.push.state === "waiting" && WAITING_MILLIS,
    queryFn: () => answered(api.GET(`${PUSHES}/{push}`, one(account, push))),
  });
}

export function useReplay(account: Id, push: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answered(api.POST(`${PUSHES}/{push}/replay`, one(account, push))),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["pushes", toValue(account)] }),
  });
}

function one(account: Id, push: Id) {
  return { params: { path: { account: toValue(account), push: toValue(push) } } };
}
