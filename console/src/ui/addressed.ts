import { reactive, watch } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";

type Choice = Record<string, string | string[]>;

/** What an address says of a choice; what it does not name is as usual. */
export function fromQuery<T extends Choice>(query: LocationQuery, usual: T): T {
  const entries = Object.entries(usual).map(([name, value]) => {
    const said = [query[name] ?? []].flat().filter((word) => word !== null);
    return [name, Array.isArray(value) ? said : (said[0] ?? value)];
  });
  return Object.fromEntries(entries) as T;
}

/** What of a choice is worth a place in the address. */
export function toQuery<T extends Choice>(choice: T, usual: T): Choice {
  const unusual = ([name, value]: [string, Choice[string]]) =>
    JSON.stringify(value) !== JSON.stringify(usual[name]);
  return Object.fromEntries(Object.entries(choice).filter(unusual));
}

/** A choice that stands in the address, so that it is still there when somebody comes back. */
export function useAddressed<T extends Choice>(usual: T) {
  const [route, router] = [useRoute(), useRouter()];
  const choice = reactive(fromQuery(route.query, usual)) as T;
  watch(choice, () => void router.replace({ query: toQuery(choice, usual), hash: route.hash }));
  return choice;
}
