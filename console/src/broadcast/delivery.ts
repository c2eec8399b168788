import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type {
  BroadcastView as Broadcast,
  DecisionRequest,
  HeldCallView as HeldCall,
} from "@/api/schema";
import { broadcastKey, one, useSettle } from "@/broadcast/broadcasts";

type Id = MaybeRefOrGetter<string>;

const PATH = "/api/v1/accounts/{account}/broadcasts/{broadcast}";

/** What may be done to a broadcast under way. */
export type Steering = "pause" | "resume" | "cancel";

/** What is possible now: what has been handed to the platform is out of reach. */
export function steerings({ state, calls }: Pick<Broadcast, "state" | "calls">): Steering[] {
  const waits = calls.some((call) => call.state === "planned");
  if (state === "paused") return ["resume", "cancel"];
  return state === "sending" && waits ? ["pause", "cancel"] : [];
}

export function useSteering(accountId: Id, broadcastId: Id) {
  const settle = useSettle(accountId);
  return useMutation({
    mutationFn: (steering: Steering): Promise<Broadcast> =>
      answered(api.POST(`${PATH}/${steering}`, one(accountId, broadcastId))),
    onSuccess: settle,
  });
}

/** Calls that wait for a person, with what is known about each. */
export function useHeldCalls(accountId: Id, broadcastId: Id) {
  return useQuery({
    queryKey: computed(() => [...broadcastKey(accountId, broadcastId), "held"]),
    staleTime: 0,
    queryFn: () => answered(api.GET(`${PATH}/held-calls`, one(accountId, broadcastId))),
  });
}

/** Decisions that every one of these calls allows. */
export function commonChoices(calls: readonly HeldCall[]): HeldCall["choices"] {
  const [first, ...others] = calls;
  return (first?.choices ?? []).filter(({ decision }) =>
    others.every(({ choices }) => choices.some((choice) => choice.decision === decision)),
  );
}

/** All of them or, if one cannot be carried out, none. */
export function useDecisionAboutAll(accountId: Id, broadcastId: Id) {
  const settle = useDecided(accountId, broadcastId);
  return useMutation({
    mutationFn: (decision: string) =>
      answered(
        api.POST(`${PATH}/held-calls/decision`, {
          ...one(accountId, broadcastId),
          body: { decision },
        }),
      ),
    onSuccess: settle,
  });
}

export function useDecision(accountId: Id, broadcastId: Id) {
  const settle = useDecided(accountId, broadcastId);
  return useMutation({
    mutationFn: ({ number, body }: { number: number; body: DecisionRequest }) => {
      const { path } = one(accountId, broadcastId).params;
      return answered(
        api.POST(`${PATH}/calls/{number}/decision`, {
          params: { path: { ...path, number } },
          body,
        }),
      );
    },
    onSuccess: settle,
  });
}

function useDecided(accountId: Id, broadcastId: Id) {
  const queries = useQueryClient();
  const settle = useSettle(accountId);
  return async (broadcast: Broadcast) => {
    await settle(broadcast);
    await queries.invalidateQueries({
      queryKey: [...broadcastKey(toValue(accountId), toValue(broadcastId)), "held"],
    });
  };
}
