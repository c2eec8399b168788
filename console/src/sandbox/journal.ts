import { onScopeDispose, ref, type Ref } from "vue";
import { control, type CallbackPushed, type RequestSeen } from "@/sandbox/control";

export type Entry = ({ is: "request" } & RequestSeen) | ({ is: "callback" } & CallbackPushed);

export const KEPT = 200;
const PAGE_SIZE = 1_000;

/** The platform refuses with status 200 and an errcode; undefined when it did not refuse. */
export function errorCode(answer: string): number | undefined {
  const code = /^\s*\{[^{]*"errcode"\s*:\s*(-?\d+)/.exec(answer)?.[1];
  return Number(code) || undefined;
}

/** Refused by the platform, or a push that failed: its outcome begins with the reason's word. */
export function isRefused(entry: Entry): boolean {
  return entry.is === "request"
    ? errorCode(entry.answer) !== undefined
    : /^([a-z-]+: |lost)/.test(entry.outcome);
}

/** Newest first, each once, and no more than fit a page. */
export function merged(known: readonly Entry[], more: readonly Entry[]): Entry[] {
  const byId = new Map([...known, ...more].map((entry) => [entry.id, entry]));
  return [...byId.values()].sort((a, b) => b.id - a.id).slice(0, KEPT);
}

/** What programs asked and what was pushed: the past once, then as it happens. */
export function useJournal(): { entries: Ref<Entry[]>; error: Ref<unknown> } {
  const entries = ref<Entry[]>([]);
  const error = ref<unknown>();
  const add = (more: Entry[]) => (entries.value = merged(entries.value, more));
  const source =
    typeof EventSource === "undefined" ? undefined : new EventSource("/_sandbox/events");

  source?.addEventListener("request", ({ data }: MessageEvent<string>) =>
    add([{ is: "request", ...(JSON.parse(data) as RequestSeen) }]),
  );
  source?.addEventListener("callback", ({ data }: MessageEvent<string>) =>
    add([{ is: "callback", ...(JSON.parse(data) as CallbackPushed) }]),
  );
  onScopeDispose(() => source?.close());
  readPast(add).catch((failure: unknown) => (error.value = failure));
  return { entries, error };
}

async function readPast(add: (more: Entry[]) => void): Promise<void> {
  for (let after: number | null = 0; after !== null;) {
    const { requests, next } = await control.requests(after, PAGE_SIZE);
    add(requests.map((each) => ({ is: "request", ...each })));
    after = next;
  }
  for (let after: number | null = 0; after !== null;) {
    const { callbacks, next } = await control.callbacks(after, PAGE_SIZE);
    add(callbacks.map((each) => ({ is: "callback", ...each })));
    after = next;
  }
}
