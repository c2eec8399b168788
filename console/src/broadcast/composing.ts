import { computed, ref, watch, type Ref } from "vue";
import { idempotencyKey } from "@/api/idempotency";
import type { BroadcastView as Broadcast } from "@/api/schema";
import { NOTHING, toAudience, toChoice, type Choice, type Audience } from "@/audience/choice";
import { dropDraft, keepDraft, keptDraft, type LocalDraft } from "@/broadcast/draft";
import { NO_OPTIONS, toOptions, type Options } from "@/broadcast/options";
import { measure } from "@/content/measure";

const SETTLE_MILLIS = 400;

/** The text and the audience being chosen, kept in this browser at every change. */
export function useComposing(
  accountId: string,
  broadcastId: string,
  saved: Ref<Broadcast | undefined>,
) {
  const kept = keptDraft(accountId, broadcastId);
  const content = ref(kept?.content ?? "");
  const choice = ref<Choice>(kept?.choice ?? NOTHING);
  const options = ref<Options>(kept?.options ?? NO_OPTIONS);
  const key = kept?.key ?? idempotencyKey();
  const isKept = ref(true);
  const audience = useSettled(computed(() => toAudience(choice.value)));

  watch(
    saved,
    (broadcast) => {
      if (!broadcast || kept) return;
      content.value = broadcast.message.content;
      choice.value = toChoice(broadcast.audience);
      options.value = toOptions(broadcast.options);
    },
    { immediate: true },
  );
  watch([content, choice, options], () => {
    const draft: LocalDraft = {
      content: content.value,
      choice: choice.value,
      options: options.value,
      key,
    };
    isKept.value = keepDraft(accountId, broadcastId, draft);
  });

  const isReady = computed(
    () => measure(content.value).weight !== "empty" && toAudience(choice.value) !== undefined,
  );
  return {
    content,
    choice,
    options,
    key,
    audience,
    isKept,
    isReady,
    forget: () => dropDraft(accountId, broadcastId),
  };
}

/** Follows once it has stopped changing, so that typing does not ask the server at every letter. */
function useSettled(audience: Ref<Audience | undefined>): Ref<Audience | undefined> {
  const settled = ref(audience.value);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(audience, (now) => {
    clearTimeout(timer);
    timer = setTimeout(() => (settled.value = now), now?.kind === "openIds" ? SETTLE_MILLIS : 0);
  });
  return settled;
}
