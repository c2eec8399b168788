// @vitest-environment jsdom
import { effectScope, nextTick, ref } from "vue";
import { afterEach, describe, expect, test } from "vitest";
import type { BroadcastView as Broadcast } from "@/api/schema";
import { useComposing } from "@/broadcast/composing";
import { keptDraft } from "@/broadcast/draft";
import { aBroadcast } from "@/testing/samples";

const says = (content: string, at?: string): Broadcast =>
  aBroadcast({
    message: { kind: "text", content },
    edited: at ? { by: { id: "o2", name: "Li Lei" }, at } : null,
    revision: at ? 2 : 1,
  });

function compose(broadcast: Broadcast) {
  const saved = ref<Broadcast | undefined>(broadcast);
  return { saved, ...useComposing("a1", "b1", saved) };
}

describe("editing beside a colleague", () => {
  let scope = effectScope();
  afterEach(() => scope.stop());

  function open(broadcast: Broadcast) {
    scope = effectScope();
    return scope.run(() => compose(broadcast)) as ReturnType<typeof compose>;
  }
  const write = (page: ReturnType<typeof open>, content: string) => {
    page.writing.value = { ...page.writing.value, content };
    return nextTick();
  };

  test("looking keeps nothing that would hide what is written later", async () => {
    const page = open(says("first"));
    await nextTick();
    expect(keptDraft("a1", "b1")).toBeUndefined();

    page.saved.value = says("theirs", "2026-11-25T09:00:00Z");
    await nextTick();
    expect(page.writing.value.content).toBe("theirs");
    expect(page.isOvertaken.value).toBe(false);
  });

  test("what is being written stays, and is said to be overtaken", async () => {
    const page = open(says("first"));
    await write(page, "mine");
    page.saved.value = says("theirs", "2026-11-25T09:00:00Z");
    await nextTick();
    expect(page.writing.value.content).toBe("mine");
    expect(page.isOvertaken.value).toBe(true);
  });

  test("what the browser kept is overtaken too when it comes back", async () => {
    await write(open(says("first")), "mine");
    scope.stop();
    const page = open(says("theirs", "2026-11-25T09:00:00Z"));
    expect(page.writing.value.content).toBe("mine");
    expect(page.isOvertaken.value).toBe(true);
  });

  test("theirs can be taken, and nothing of mine comes back", async () => {
    const page = open(says("first"));
    await write(page, "mine");
    page.saved.value = says("theirs", "2026-11-25T09:00:00Z");
    await nextTick();
    page.takeTheirs();
    await nextTick();
    expect(page.writing.value.content).toBe("theirs");
    expect(page.isOvertaken.value).toBe(false);
    expect(keptDraft("a1", "b1")).toBeUndefined();
  });

  test("mine can be kept, until they change it again", async () => {
    const page = open(says("first"));
    await write(page, "mine");
    page.saved.value = says("theirs", "2026-11-25T09:00:00Z");
    await nextTick();
    page.keepMine();
    expect(page.writing.value.content).toBe("mine");
    expect(page.isOvertaken.value).toBe(false);

    page.saved.value = says("theirs again", "2026-11-25T09:05:00Z");
    await nextTick();
    expect(page.isOvertaken.value).toBe(true);
  });

  test("taking one's own change back leaves theirs", async () => {
    const page = open(says("first"));
    await write(page, "mine");
    page.saved.value = says("theirs", "2026-11-25T09:00:00Z");
    await nextTick();
    await write(page, "first");
    await nextTick();
    expect(page.writing.value.content).toBe("theirs");
  });

  test("an approval in between is no other text", async () => {
    const page = open(says("first"));
    await write(page, "mine");
    page.saved.value = { ...says("first"), state: "submitted", revision: 2 };
    await nextTick();
    expect(page.isOvertaken.value).toBe(false);
  });

  test("a save whose answer was lost is not somebody else's", async () => {
    const page = open(says("first"));
    await write(page, "mine");
    page.saved.value = says("mine", "2026-11-25T09:00:00Z");
    await nextTick();
    expect(page.isOvertaken.value).toBe(false);
  });
});
