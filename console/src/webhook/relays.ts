import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { RelayRequest, RelayView as Relay } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const RELAYS = "/api/v1/accounts/{account}/relays";

/** A relay as it is edited; secrets are never shown, and stay if they are left empty. */
export interface RelayForm {
  url: string;
  token: string;
  aesKey: string;
  encrypted: boolean;
  kinds: string;
  answers: boolean;
}

export function toForm(relay?: Relay): RelayForm {
  return {
    url: relay?.url ?? "",
    token: "",
    aesKey: "",
    encrypted: relay?.encrypted ?? false,
    kinds: relay?.kinds.join(", ") ?? "",
    answers: relay?.answers ?? false,
  };
}

/** An empty key takes encryption away; one that is not mentioned stays. */
export function toRequest(form: RelayForm, kinds: string[], relay?: Relay): RelayRequest {
  const { url, token, aesKey, encrypted, answers } = form;
  return {
    url: url.trim(),
    kinds,
    answers,
    enabled: relay?.enabled ?? true,
    ...(relay ? { position: relay.position } : {}),
    ...(token.trim() === "" ? {} : { token: token.trim() }),
    ...key(encrypted, aesKey.trim()),
  };
}

function key(encrypted: boolean, aesKey: string): Pick<RelayRequest, "aesKey"> {
  if (!encrypted) return { aesKey: "" };
  return aesKey === "" ? {} : { aesKey };
}

/** The same with something changed; its secrets stay. */
export function changed(relay: Relay, part: Partial<RelayRequest>): RelayRequest {
  const { url, kinds, answers, enabled, position } = relay;
  return { url, kinds, answers, enabled, position, ...part };
}

export function useRelays(account: Id) {
  return useQuery({
    queryKey: computed(() => ["relays", toValue(account)]),
    queryFn: () => answered(api.GET(RELAYS, at(account))),
  });
}

export interface RelayChange {
  relay?: Relay;
  body: RelayRequest;
}

export function useSaveRelay(account: Id) {
  return useChange(account, ({ relay, body }: RelayChange) =>
    relay
      ? answered(api.PUT(`${RELAYS}/{relay}`, { ...one(account, relay), body }))
      : answered(api.POST(RELAYS, { ...at(account), body })),
  );
}

/** Two neighbours change places. */
export function useSwap(account: Id) {
  return useChange(account, async ([first, second]: [Relay, Relay]) => {
    const move = (relay: Relay, position: number) =>
      answered(
        api.PUT(`${RELAYS}/{relay}`, {
          ...one(account, relay),
          body: changed(relay, { position }),
        }),
      );
    const [low, high] = [first.position, Math.max(second.position, first.position + 1)];
    await move(first, high);
    return move(second, low);
  });
}

export function useDeleteRelay(account: Id) {
  return useChange(account, (relay: Relay) =>
    answered(api.DELETE(`${RELAYS}/{relay}`, one(account, relay))),
  );
}

function useChange<Body, Answer>(account: Id, mutationFn: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["relays", toValue(account)] }),
  });
}

function at(account: Id) {
  return { params: { path: { account: toValue(account) } } };
}

function one(account: Id, relay: Relay) {
  return { params: { path: { account: toValue(account), relay: relay.id } } };
}
