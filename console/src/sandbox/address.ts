import { computed, readonly, ref } from "vue";

export const PAGES = ["world", "phone", "account", "events", "faults"] as const;
export type Page = (typeof PAGES)[number];

export interface Place {
  appid: string;
  openid: string;
  page: Page;
}

/** `#/APPID/OPENID?PAGE`: which account, whose phone and what beside it, to be linked to. */
export function parsePlace(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [appid = "", openid = ""] = path.split("/").map(decodeURIComponent);
  return { appid, openid, page: PAGES.find((page) => page === query) ?? "world" };
}

export function formatPlace({ appid, openid, page }: Place): string {
  const path = [appid, openid]
    .filter((part) => part !== "")
    .map(encodeURIComponent)
    .join("/");
  return page === "world" ? `#/${path}` : `#/${path}?${page}`;
}

const place = ref(parsePlace(location.hash));
globalThis.addEventListener("hashchange", () => (place.value = parsePlace(location.hash)));

export function usePlace() {
  return {
    place: readonly(place),
    appid: computed(() => place.value.appid),
    openid: computed(() => place.value.openid),
    page: computed(() => place.value.page),
    go: (next: Partial<Place>) => location.assign(formatPlace({ ...place.value, ...next })),
    linkTo: (next: Partial<Place>) => formatPlace({ ...place.value, ...next }),
  };
}
