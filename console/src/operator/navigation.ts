import type { RouteRecordRaw } from "vue-router";
import type { Need } from "@/access/roles";

/** The groups of the navigation, in their order; the last belongs to no account. */
export const PLACES = ["account", "send", "audience", "content", "wiring", "installation"] as const;
export type Place = (typeof PLACES)[number];

export interface Entry {
  name: string;
  title: string;
}

export interface Group {
  place: Place;
  entries: Entry[];
}

type May = (...needs: readonly Need[]) => boolean;

/** What the navigation offers inside an account, or outside of all, to somebody who may only so much. */
export function groups(routes: readonly RouteRecordRaw[], inAccount: boolean, may: May): Group[] {
  const open = routes.filter(({ meta }) => !meta?.needs || may(...meta.needs));
  return PLACES.filter((place) => inAccount !== (place === "installation"))
    .map((place) => ({ place, entries: entries(open, place) }))
    .filter((group) => group.entries.length > 0);
}

function entries(routes: readonly RouteRecordRaw[], place: Place): Entry[] {
  return routes
    .filter(({ meta }) => meta?.place === place)
    .map(({ name, meta }) => ({ name: String(name), title: meta?.title ?? "" }));
}

/** The entry that a page belongs to: the one whose address is the longest beginning of the page's. */
export function current(addresses: Record<string, string>, path: string): string | undefined {
  const above = Object.entries(addresses).filter(
    ([, address]) => path === address || path.startsWith(`${address}/`),
  );
  return above.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
