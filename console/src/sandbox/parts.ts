import {
  computed,
  inject,
  onScopeDispose,
  provide,
  reactive,
  ref,
  watchEffect,
  type InjectionKey,
  type Ref,
} from "vue";

/** A long page in parts: one search through all of them, and each folded up until somebody wants it. */
export interface Parts {
  words: Ref<string>;
  /** What is unfolded while nobody searches, by name. */
  open: Set<string>;
  /** Where something was found. */
  found: Set<string>;
}

const PARTS: InjectionKey<Parts> = Symbol("parts");

export function provideParts(open: readonly string[]): Parts {
  const parts: Parts = {
    words: ref(""),
    open: reactive(new Set(open)),
    found: reactive(new Set<string>()),
  };
  provide(PARTS, parts);
  return parts;
}

/** What has to be found inside of a part; nothing, when the part itself is called so. */
export function soughtIn(words: string, title: string): string {
  const sought = words.trim().toLowerCase();
  return title.toLowerCase().includes(sought) ? "" : sought;
}

export function useSought(title: () => string): Readonly<Ref<string>> {
  const parts = inject(PARTS, undefined);
  return computed(() => soughtIn(parts?.words.value ?? "", title()));
}

/** Whether a part is there at all, and whether it is unfolded. On a page without a search it always is. */
export function usePart(name: string, title: () => string, hasFound: () => boolean) {
  const parts = inject(PARTS, undefined);
  const sought = useSought(title);
  const isSearched = computed(() => (parts?.words.value.trim() ?? "") !== "");
  const isThere = computed(() => sought.value === "" || hasFound());
  const isOpen = computed(() => !parts || isSearched.value || parts.open.has(name));

  watchEffect(() => parts?.found[isThere.value ? "add" : "delete"](name));
  onScopeDispose(() => parts?.found.delete(name));

  function fold(): void {
    if (!parts?.open.delete(name)) parts?.open.add(name);
  }
  return { isThere, isOpen, isFolding: computed(() => !!parts && !isSearched.value), fold };
}
