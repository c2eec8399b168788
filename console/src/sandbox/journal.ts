import { onScopeDispose, ref, shallowRef, type Ref } from "vue";
import { control, type CallbackPushed, type RequestSeen } from "@/sandbox/control";

export type Entry = ({ is: "request" } & RequestSeen) | ({ is: "callback" } & CallbackPushed);

export const KEPT = 100_000;
const GATHER_MILLIS = 200;
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

/** What somebody looks for; what is empty does not matter. */
export interface Wanted {
  path: string;
  code: string;
  appid: string;
  refusedOnly: boolean;
}

export function targetOf(entry: Entry): string {
  return entry.is === "request" ? entry.path : `${entry.kind} → ${entry.url}`;
}

export function isWanted(entry: Entry, { path, code, appid, refusedOnly }: Wanted): boolean {
  return (
    (appid === "" || entry.appid === appid) &&
    (!refusedOnly || isRefused(entry)) &&
    (path === "" || targetOf(entry).toLowerCase().includes(path.toLowerCase())) &&
    (code === "" || String(errorCode(entry.answer) ?? 0) === code)
  );
}

/** An explanation in its parts: what is near to what was sent stands out. */
export function noteParts(note: string): { text: string; stands: boolean }[] {
  const [, before = "", near = "", after = ""] = /^(.*?)((?:near|expected): .*?)(\(.*)?$/.exec(
    note,
  ) ?? ["", note];
  return [
    { text: before, stands: false },
    { text: near, stands: true },
    { text: after, stands: false },
  ].filter(({ text }) => text !== "");
}

/** The same request again, for a shell; what the log hid stays hidden. */
export function curlOf(entry: Entry, origin: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const push = entry.is === "callback";
  const address = push ? entry.url : `${origin}${entry.path}${entry.query && `?${entry.query}`}`;
  const method = push ? "POST" : entry.method;
  const type = entry.body.trimStart().startsWith("<") ? "text/xml" : "application/json";
  const body =
    entry.body && ` -H ${quoted(`Content-Type: ${type}`)} --data-raw ${quoted(entry.body)}`;
  return `curl -X ${method} ${quoted(address)}${body}`;
}

/** Newest first, each once, and no more than are kept. */
export function merged(known: readonly Entry[], more: readonly Entry[]): Entry[] {
  const newest = known[0]?.id ?? 0;
  const fresh = [...new Map(more.map((entry) => [entry.id, entry])).values()].sort(
    (a, b) => b.id - a.id,
  );
  // What happens now is newer than all: nothing has to be sorted anew.
  if ((fresh.at(-1)?.id ?? 0) > newest) return [...fresh, ...known].slice(0, KEPT);
  const byId = new Map([...known, ...fresh].map((entry) => [entry.id, entry]));
  return [...byId.values()].sort((a, b) => b.id - a.id).slice(0, KEPT);
}

/** What programs asked and what was pushed: the past once, then as it happens. */
export function useJournal(): { entries: Ref<readonly Entry[]>; error: Ref<unknown> } {
  const entries = shallowRef<readonly Entry[]>([]);
  const error = ref<unknown>();
  let waiting: Entry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    timer = undefined;
    entries.value = merged(entries.value, waiting);
    waiting = [];
  }
  // A busy program makes thousands a second: they are shown together.
  function add(more: Entry[]): void {
    for (const entry of more) waiting.push(entry);
    timer ??= setTimeout(flush, GATHER_MILLIS);
  }

  const source =
    typeof EventSource === "undefined" ? undefined : new EventSource("/_sandbox/events");
  source?.addEventListener("request", ({ data }: MessageEvent<string>) =>
    add([{ is: "request", ...(JSON.parse(data) as RequestSeen) }]),
  );
  source?.addEventListener("callback", ({ data }: MessageEvent<string>) =>
    add([{ is: "callback", ...(JSON.parse(data) as CallbackPushed) }]),
  );
  onScopeDispose(() => {
    source?.close();
    clearTimeout(timer);
  });
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
