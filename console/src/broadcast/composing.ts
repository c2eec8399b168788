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
import { dropDraft, keepDraft, keptDraft } from "@/broadcast/draft";
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
  const text = () => JSON.stringify([writing.value, choice.value, options.value]);
  const untouched = ref(kept ? "" : text());
  const isTouched = ref(kept !== undefined);
  /** Which version of the saved broadcast is being changed. */
  const basis = ref(kept?.basis ?? "");
  const isOvertaken = computed(
    () => isTouched.value && saved.value !== undefined && version(saved.value) !== basis.value,
  );

  function load(broadcast: Broadcast): void {
    [writing.value, choice.value, options.value] = parts(broadcast);
    basis.value = version(broadcast);
    untouched.value = text();
  }
  /** As after a save whose answer was lost. */
  function saysTheSame(broadcast: Broadcast): boolean {
    return text() === JSON.stringify(parts(broadcast));
  }
  function forget(): void {
    dropDraft(accountId, broadcastId);
    isTouched.value = false;
    isKept.value = true;
  }
  function takeTheirs(): void {
    forget();
    if (saved.value) load(saved.value);
  }
  function keepMine(): void {
    if (saved.value) basis.value = version(saved.value);
    untouched.value = "";
    keep();
  }
  function keep(): void {
    isTouched.value = true;
    isKept.value = keepDraft(accountId, broadcastId, {
      writing: writing.value,
      choice: choice.value,
      options: options.value,
      key,
      basis: basis.value,
    });
  }

  watch(
    saved,
    (broadcast) => {
      if (broadcast && (!isTouched.value || saysTheSame(broadcast))) load(broadcast);
    },
    { immediate: true },
  );
  // What is as it was loaded need not be kept, and would hide what others write later.
  watch([writing, choice, options], () => {
    if (text() !== untouched.value) keep();
    else if (isOvertaken.value) takeTheirs();
    else forget();
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
    isOvertaken,
    forget,
    takeTheirs,
    keepMine,
  };
}

function parts({ message, audience, audienceSize, options }: Broadcast) {
  return [toWriting(message), toChoice(audience, audienceSize), toOptions(options)] as const;
}

/** Approvals change nothing of what it says, so its revision would not do. */
function version({ edited }: Broadcast): string {
  return edited?.at ?? "";
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
