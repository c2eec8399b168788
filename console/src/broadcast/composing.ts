import { computed, ref, watch, type Ref } from "vue";
import { idempotencyKey } from "@/api/idempotency";
import type { BroadcastView as Broadcast } from "@/api/schema";
import {
  isChosen,
  NOTHING,
  toAudience,
  toChoice,
  type Choice,
  type Audience,
} from "@/audience/choice";
import { dropDraft, keepDraft, keptDraft, type LocalDraft } from "@/broadcast/draft";
import { NO_OPTIONS, toOptions, type Options } from "@/broadcast/options";
import { isSayable } from "@/content/message";
import { NO_WRITING, toMessage, toWriting, type Writing } from "@/content/writing";

const SETTLE_MILLIS = 400;

/** The message and the audience being chosen, kept in this browser at every change. */
export function useComposing(
  accountId: string,
  broadcastId: string,
  saved: Ref<Broadcast | undefined>,
) {
  const kept = keptDraft(accountId, broadcastId);
  const writing = ref<Writing>(kept?.writing ?? NO_WRITING);
  const message = computed(() => toMessage(writing.value));
  const choice = ref<Choice>(kept?.choice ?? NOTHING);
  const options = ref<Options>(kept?.options ?? NO_OPTIONS);
  const key = kept?.key ?? idempotencyKey();
  const isKept = ref(true);
  const audience = useSettled(computed(() => toAudience(choice.value)));

  watch(
    saved,
    (broadcast) => {
      if (!broadcast || kept) return;
      writing.value = toWriting(broadcast.message);
      choice.value = toChoice(broadcast.audience, broadcast.audienceSize);
      options.value = toOptions(broadcast.options);
    },
    { immediate: true },
  );
  watch([writing, choice, options], () => {
    const draft: LocalDraft = {
      writing: writing.value,
      choice: choice.value,
      options: options.value,
      key,
    };
    isKept.value = keepDraft(accountId, broadcastId, draft);
  });

  const isReady = computed(() => isSayable(message.value) && isChosen(choice.value));
  return {
    writing,
    message,
    choice,
    options,
    key,
    audience,
    isKept,
    isReady,
    forget: () => {
      dropDraft(accountId, broadcastId);
      isKept.value = true;
    },
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
