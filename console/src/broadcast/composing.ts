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
  const audience = useSettled(computed(() => toAudience(choice.value)));
  const isKept = ref(true);
  const basis = ref(kept?.basis ?? "");
  const versions = useVersions({ writing, choice, options }, saved, {
    basis,
    isTouched: ref(kept !== undefined),
    keep: () => {
      isKept.value = keepDraft(accountId, broadcastId, {
        writing: writing.value,
        choice: choice.value,
        options: options.value,
        key,
        basis: basis.value,
      });
    },
    drop: () => {
      dropDraft(accountId, broadcastId);
      isKept.value = true;
    },
  });
  const isReady = computed(() => isSayable(message.value) && isChosen(choice.value));
  return { writing, message, choice, options, key, audience, isKept, isReady, ...versions };
}

interface Composition {
  writing: Ref<Writing>;
  choice: Ref<Choice>;
  options: Ref<Options>;
}

interface Local {
  /** Which version of the saved broadcast is being changed. */
  basis: Ref<string>;
  isTouched: Ref<boolean>;
  keep: () => void;
  drop: () => void;
}

/** What is here beside what the server has, which a colleague may change meanwhile. */
function useVersions(
  { writing, choice, options }: Composition,
  saved: Ref<Broadcast | undefined>,
  { basis, isTouched, keep, drop }: Local,
) {
  const text = () => JSON.stringify([writing.value, choice.value, options.value]);
  const untouched = ref(isTouched.value ? "" : text());
  const isOvertaken = computed(
    () => isTouched.value && saved.value !== undefined && version(saved.value) !== basis.value,
  );

  function load(broadcast: Broadcast): void {
    [writing.value, choice.value, options.value] = parts(broadcast);
    basis.value = version(broadcast);
    untouched.value = text();
  }
  function forget(): void {
    drop();
    isTouched.value = false;
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

  watch(
    saved,
    (broadcast) => {
      if (!broadcast) return;
      // It says the same after a save whose answer was lost.
      const saysTheSame = text() === JSON.stringify(parts(broadcast));
      if (!isTouched.value || saysTheSame) load(broadcast);
    },
    { immediate: true },
  );
  // What is as it was loaded need not be kept, and would hide what others write later.
  watch([writing, choice, options], () => {
    isTouched.value ||= text() !== untouched.value;
    if (text() !== untouched.value) keep();
    else if (isOvertaken.value) takeTheirs();
    else forget();
  });
  return { isOvertaken, forget, takeTheirs, keepMine };
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
