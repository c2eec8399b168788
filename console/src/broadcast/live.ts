import { computed, onScopeDispose, ref, watch, type Ref } from "vue";
import { useQueryClient } from "@tanstack/vue-query";
import type { BroadcastView as Broadcast } from "@/api/schema";
import { broadcastKey, useBroadcast } from "@/broadcast/broadcasts";
import { awaitsCounts, isMoving, isWaiting } from "@/broadcast/progress";

export type Mode = "still" | "live" | "polling";

const POLL_MILLIS = 3_000;
const WAITING_POLL_MILLIS = 5_000;
const LATE_POLL_MILLIS = 10_000;

/** One broadcast as it moves: by server-sent events while they come, by asking while they do not. */
export function useLiveBroadcast(accountId: Ref<string>, broadcastId: Ref<string>) {
  const queries = useQueryClient();
  const streaming = ref(false);
  const query = useBroadcast(accountId, broadcastId, (broadcast) => {
    if (!broadcast) return false;
    if (isWaiting(broadcast)) return WAITING_POLL_MILLIS;
    if (isMoving(broadcast)) return streaming.value ? false : POLL_MILLIS;
    return awaitsCounts(broadcast) ? LATE_POLL_MILLIS : false;
  });
  const moving = computed(() => query.data.value !== undefined && isMoving(query.data.value));
  let source: EventSource | undefined;

  function close(): void {
    source?.close();
    source = undefined;
    streaming.value = false;
  }

  function open(): void {
    close();
    if (!moving.value || typeof EventSource === "undefined") return;
    source = new EventSource(eventsAddress(accountId.value, broadcastId.value));
    source.addEventListener("open", () => (streaming.value = true));
    source.addEventListener("error", () => (streaming.value = false));
    source.addEventListener("broadcast", ({ data }: MessageEvent<string>) => {
      const broadcast = JSON.parse(data) as Broadcast;
      queries.setQueryData(broadcastKey(accountId, broadcast.id), broadcast);
    });
  }

  watch([moving, accountId, broadcastId], open, { immediate: true });
  watch(moving, (now, before) => {
    if (before && !now)
      void queries.invalidateQueries({ queryKey: ["broadcasts", accountId.value, "list"] });
  });
  onScopeDispose(close);

  const mode = computed<Mode>(() =>
    !moving.value ? "still" : streaming.value ? "live" : "polling",
  );
  return { query, mode };
}

function eventsAddress(accountId: string, broadcastId: string): string {
  const [account, broadcast] = [accountId, broadcastId].map(encodeURIComponent);
  return `/api/v1/accounts/${account}/broadcasts/${broadcast}/events`;
}
