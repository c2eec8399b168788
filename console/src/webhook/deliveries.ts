import { useMutation, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { usePaged } from "@/api/paged";

/** Whom something was delivered to: another system as JSON, or one in the platform's own format. */
export interface Receiver {
  kind: "webhooks" | "relays";
  id: string;
}

const LOG_MILLIS = 5_000;
const WEBHOOK = "/api/v1/accounts/{account}/webhooks/{webhook}/deliveries";
const RELAY = "/api/v1/accounts/{account}/relays/{relay}/deliveries";

/** What it was told and what it answered, the newest first. */
export function useDeliveries(account: string, { kind, id }: Receiver) {
  return usePaged(
    () => [kind, account, id, "deliveries"],
    (after) => {
      const query = { after };
      return kind === "webhooks"
        ? answered(api.GET(WEBHOOK, { params: { path: { account, webhook: id }, query } }))
        : answered(api.GET(RELAY, { params: { path: { account, relay: id }, query } }));
    },
    { everyMillis: LOG_MILLIS },
  );
}

export function useReplayDelivery(account: string, { kind, id }: Receiver) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (delivery: string) =>
      kind === "webhooks"
        ? answered(
            api.POST(`${WEBHOOK}/{delivery}/replay`, {
              params: { path: { account, webhook: id, delivery } },
            }),
          )
        : answered(
            api.POST(`${RELAY}/{delivery}/replay`, {
              params: { path: { account, relay: id, delivery } },
            }),
          ),
    onSuccess: () => queries.invalidateQueries({ queryKey: [kind, account] }),
  });
}
