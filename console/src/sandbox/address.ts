import { computed, readonly, ref } from "vue";

export interface Place {
  appid: string;
  openid: string;
}

/** `#/APPID/OPENID`: which account and whose phone, so that a phone can be linked to. */
export function parsePlace(hash: string): Place {
  const [appid = "", openid = ""] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { appid, openid };
}

export function formatPlace({ appid, openid }: Place): string {
  return `#/${[appid, openid]
    .filter((part) => part !== "")
    .map(encodeURIComponent)
    .join("/")}`;
}

const place = ref(parsePlace(location.hash));
globalThis.addEventListener("hashchange", () => (place.value = parsePlace(location.hash)));

export function usePlace() {
  return {
    place: readonly(place),
    appid: computed(() => place.value.appid),
    openid: computed(() => place.value.openid),
    go: (next: Place) => location.assign(formatPlace(next)),
  };
}
