import { beginning, end, isDay } from "@/i18n/zone";

/** Which broadcasts somebody looks for, as it stands in the address of the page; days are those of the account. */
export interface Search extends Record<string, string | string[]> {
  text: string;
  state: string[];
  kind: string;
  author: string;
  from: string;
  to: string;
}

export const ALL: Readonly<Search> = {
  text: "",
  state: [],
  kind: "",
  author: "",
  from: "",
  to: "",
};

export const KINDS = ["text", "article"] as const;

/** In the order of a broadcast's life. */
export const STATES = [
  "draft",
  "submitted",
  "approved",
  "rejected",
  "scheduled",
  "sending",
  "paused",
  "awaiting-result",
  "finished",
  "partly-sent",
  "failed",
  "held",
  "cancelled",
] as const;

export function isSearch(search: Search): boolean {
  return Object.values(search).some((value) => value.length > 0);
}

/** As the server is asked. */
export function toParameters({ text, state, kind, author, from, to }: Search, zone: string) {
  return {
    text: text || undefined,
    state: state.length > 0 ? state : undefined,
    kind: kind || undefined,
    author: author || undefined,
    from: isDay(from) ? beginning(from, zone) : undefined,
    until: isDay(to) ? end(to, zone) : undefined,
  };
}
