import type { ActionView } from "@/api/schema";
import { beginning, end, isDay } from "@/i18n/zone";

type Details = Record<string, unknown>;

/** What is shown in another way than as a word and a value: it is a link, or says what the title says. */
const ELSEWHERE = new Set(["broadcast"]);

export interface Words {
  name: (name: string) => string;
  value: (value: string | number | boolean) => string;
}

/** What an entry of the trail was about, on one line; nested values as they are written in JSON. */
export function detailText(details: Details, words: Words): string {
  return Object.entries(details)
    .filter(([name]) => !ELSEWHERE.has(name))
    .map(
      ([name, value]) => `${words.name(name)} ${isId(name) ? String(value) : text(value, words)}`,
    )
    .join(" · ");
}

/** An id may be a number, and is none to be counted with. */
function isId(name: string): boolean {
  return name === "id" || name.endsWith("Id");
}

function text(value: unknown, words: Words): string {
  if (Array.isArray(value)) return value.map((each) => text(each, words)).join(" ");
  if (value !== null && typeof value === "object") return JSON.stringify(value);
  return words.value(value as string | number | boolean);
}

/** The broadcast that an entry is about, to be looked at. */
export function broadcastOf(details: Details): string | undefined {
  return typeof details.broadcast === "string" ? details.broadcast : undefined;
}

/** What somebody looks for in a trail, as it stands in the address of the page. */
export interface Search extends Record<string, string | string[]> {
  action: string[];
  by: string;
  from: string;
  to: string;
}

export const ALL: Readonly<Search> = { action: [], by: "", from: "", to: "" };

export function isSearch(search: Search): boolean {
  return Object.values(search).some((value) => value.length > 0);
}

/** As the server is asked; days are those of the zone. */
export function toParameters({ action, by, from, to }: Search, zone: string) {
  return {
    action: action.length > 0 ? action : undefined,
    by: by || undefined,
    from: isDay(from) ? beginning(from, zone) : undefined,
    until: isDay(to) ? end(to, zone) : undefined,
  };
}

/** Which parts of Qunfa an action can be about, in the order in which they are offered. */
export const AREAS = ["send", "content", "wiring", "account", "people", "other"] as const;
export type Area = (typeof AREAS)[number];

const AREA: Record<string, Area> = {
  broadcast: "send",
  series: "send",
  quota: "send",
  previewer: "send",
  reply: "content",
  content: "content",
  push: "content",
  webhook: "wiring",
  relay: "wiring",
  notices: "wiring",
  web: "wiring",
  account: "account",
  ability: "account",
  callback: "account",
  website: "account",
  call: "account",
  "access-token": "account",
  operator: "people",
  grant: "people",
  "api-token": "people",
};

export interface Group {
  area: Area;
  actions: ActionView[];
}

/** The actions by what they are about, each group by its words. */
export function grouped(actions: readonly ActionView[], locale: string): Group[] {
  const words = new Intl.Collator(locale);
  const of = ({ action }: ActionView) => AREA[action.split(".")[0] ?? ""] ?? "other";
  return AREAS.map((area) => ({
    area,
    actions: actions
      .filter((action) => of(action) === area)
      .toSorted((a, b) => words.compare(a.title, b.title)),
  })).filter((group) => group.actions.length > 0);
}
