import { onScopeDispose, ref, type Ref } from "vue";

/** Where a phone has no room beside the rest, it has a page of its own. The same width stands in app.css. */
const NARROW = "(max-width: 800px)";

export function useNarrow(): Ref<boolean> {
  const query = globalThis.matchMedia?.(NARROW);
  const isNarrow = ref(query?.matches ?? false);
  const look = () => (isNarrow.value = query.matches);
  query?.addEventListener("change", look);
  onScopeDispose(() => query?.removeEventListener("change", look));
  return isNarrow;
}
