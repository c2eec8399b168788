import { onScopeDispose, ref, shallowRef, watch, type Ref } from "vue";
import { control, type CallbackPushed, type RequestSeen } from "@/sandbox/control";

export type Entry = ({ is: "request" } & RequestSeen) | ({ is: "callback" } & CallbackPushed);

export const KEPT = 100_000;
const GATHER_MILLIS = 200;
const BUSY_MILLIS = 1_000;
const TYPING_MILLIS = 250;
const PAGE_SIZE = 200;

/** What somebody looks for; what is empty does not matter. Times are Beijing's, as a browser's field writes them. */
export interface Wanted {
  path: string;
  code: string;
  appid: string;
  refusedOnly: boolean;
  since: string;
  until: string;
}

/** What of the event log is wanted; times with their zone. */
export interface JournalQuestion {
  path?: string;
  errcode?: string;
  appid?: string;
  refused?: boolean;
  since?: string;
  until?: string;
  before?: number;
  limit: number;
}

export const EVERYTHING: Wanted = {
  path: "",
  code: "",
  appid: "",
  refusedOnly: false,
  since: "",
  until: "",
};

export function targetOf(entry: Entry): string {
  return entry.is === "request" ? entry.path : `${entry.kind} → ${entry.url}`;
}

function moment(text: string): string | undefined {
  const seconds = /T\d\d:\d\d$/.test(text) ? ":00" : "";
  return text === "" ? undefined : `${text}${seconds}+08:00`;
}

/** The question as the sandbox is asked it. */
export function questionOf({ path, code, appid, refusedOnly, since, until }: Wanted) {
  return {
    path: path.trim() || undefined,
    errcode: /^-?\d+$/.test(code.trim()) ? code.trim() : undefined,
    appid: appid || undefined,
    refused: refusedOnly || undefined,
    since: moment(since),
    until: moment(until),
  };
}

/** Whether something that happens now belongs among what was found. */
export function isWanted(entry: Entry, wanted: Wanted): boolean {
  const { path, errcode, appid, refused, since, until } = questionOf(wanted);
  const time = Date.parse(entry.time);
  return (
    (!appid || entry.appid === appid) &&
    (!refused || entry.refused) &&
    (!path || targetOf(entry).toLowerCase().includes(path.toLowerCase())) &&
    (!errcode || entry.errcode === Number(errcode)) &&
    (!since || time >= Date.parse(since)) &&
    (!until || time < Date.parse(until))
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

/** Whether something happened between what was heard before and these, or between two of them. */
export function isBroken(heard: number, fresh: readonly Entry[]): boolean {
  const first = heard === 0 ? (fresh[0]?.id ?? 0) : heard + 1;
  return fresh.some(({ id }, index) => id !== first + index);
}

/** Tells what happens, together what a busy program makes in a moment, and whether the stream left something out. */
function useStream(tell: (happened: Entry[], broken: boolean) => void): void {
  let heard = 0;
  let waiting: Entry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    timer = undefined;
    if (waiting.length === 0) return;
    const happened = waiting;
    const broken = isBroken(heard, happened);
    heard = happened.at(-1)?.id ?? heard;
    waiting = [];
    tell(happened, broken);
    if (broken) timer = setTimeout(flush, BUSY_MILLIS);
  }

  const source =
    typeof EventSource === "undefined" ? undefined : new EventSource("/_sandbox/events");
  for (const is of ["request", "callback"] as const)
    source?.addEventListener(is, ({ data }: MessageEvent<string>) => {
      waiting.push(JSON.parse(data) as Entry);
      timer ??= setTimeout(flush, GATHER_MILLIS);
    });
  onScopeDispose(() => {
    source?.close();
    clearTimeout(timer);
  });
}

/**
 * What programs asked and what was pushed: found by the sandbox page by page, and live. Nobody who reads further down is taken to the top:
 * what is too much to be shown as it happens is said to be there instead.
 */
export function useJournal(wanted: Ref<Wanted>, isReading: Ref<boolean>) {
  const entries = shallowRef<readonly Entry[]>([]);
  const matching = ref(0);
  const next = ref<number | null>(null);
  const error = ref<unknown>();
  const isPending = ref(true);
  const isStale = ref(false);
  let asked = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;

  /** Reads a page below what is there, or everything anew; only the last question counts. */
  async function read(before?: number): Promise<void> {
    const question = ++asked;
    if (before === undefined) isStale.value = false;
    try {
      const asking = { ...questionOf(wanted.value), before, limit: PAGE_SIZE };
      const page = await control.journal(asking);
      if (question !== asked) return;
      entries.value = merged(before === undefined ? [] : entries.value, page.entries);
      matching.value = page.matching ?? matching.value;
      next.value = page.next;
      error.value = undefined;
    } catch (failure) {
      if (question === asked) error.value = failure;
    } finally {
      if (question === asked) isPending.value = false;
    }
  }

  function more(): void {
    if (next.value === null || isPending.value || entries.value.length >= KEPT) return;
    isPending.value = true;
    void read(next.value);
  }

  useStream((happened, broken) => {
    if (isStale.value) return;
    if (broken && isReading.value) isStale.value = true;
    else if (broken) void read();
    else add(happened);
  });

  function add(happened: Entry[]): void {
    const known = entries.value[0]?.id ?? 0;
    const fresh = happened.filter((entry) => entry.id > known && isWanted(entry, wanted.value));
    if (fresh.length === 0) return;
    matching.value += fresh.length;
    entries.value = merged(entries.value, fresh);
  }

  watch(
    () => JSON.stringify(questionOf(wanted.value)),
    () => {
      clearTimeout(typing);
      typing = setTimeout(() => void read(), TYPING_MILLIS);
    },
  );
  onScopeDispose(() => clearTimeout(typing));
  void read();
  return { entries, matching, error, isPending, isStale, more, renew: () => read() };
}
