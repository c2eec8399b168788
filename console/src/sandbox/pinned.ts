import { nextTick, onMounted, ref, watch, type Ref } from "vue";

/** So few pixels above its end a chat still goes along with what arrives. */
const NEAR = 300;
const LISTEN = { capture: true, passive: true };

/**
 * Keeps the end of a chat in sight. A picture is as high as it is only when it is there; whoever reads further up stays where they are.
 *
 * @param end what stands last in the chat
 */
export function usePinned(end: Readonly<Ref<HTMLElement | null>>, arrivals: () => unknown): void {
  const isAtEnd = ref(true);

  /** Only the chat: scrolling into view would move the page as well. */
  function toEnd(): void {
    const chat = end.value?.parentElement;
    if (chat) chat.scrollTop = chat.scrollHeight;
  }

  watch(arrivals, async () => {
    await nextTick();
    toEnd();
  });

  onMounted(() => {
    const chat = end.value?.parentElement;
    for (const loaded of ["load", "loadedmetadata", "error"])
      chat?.addEventListener(loaded, () => isAtEnd.value && toEnd(), LISTEN);
    chat?.addEventListener(
      "scroll",
      () => (isAtEnd.value = chat.scrollHeight - chat.clientHeight - chat.scrollTop < NEAR),
      LISTEN,
    );
  });
}
