import { describe, expect, test } from "vitest";
import { gist, moved, newRule, subject, toDraft, toRequest } from "@/reply/rule";

describe("a rule that is being written", () => {
  test("says nothing that its kinds do not have", () => {
    const draft = newRule();
    draft.name = " Prices ";
    draft.trigger.kind = "scan";
    draft.trigger.key = "left from another kind";
    draft.answer.content = "hello";
    draft.answer.title = "left from another kind";

    const { name, trigger, answer } = toRequest(draft);

    expect(name).toBe("Prices");
    expect(trigger).toEqual({
      kind: "scan",
      keywords: null,
      messageKinds: null,
      key: null,
      scene: null,
    });
    expect(answer.content).toBe("hello");
    expect(answer.title).toBeNull();
    expect(answer.items).toBeNull();
  });

  test("forgets keywords that were left empty", () => {
    const draft = newRule();
    draft.trigger.keywords = [
      { text: "price", match: "exact" },
      { text: " ", match: "exact" },
    ];

    expect(toRequest(draft).trigger.keywords).toEqual([{ text: "price", match: "exact" }]);
  });

  test("is the same after it was saved and opened again", () => {
    const draft = newRule();
    draft.id = "r1";
    draft.name = "Shop";
    draft.answer.kind = "links";
    draft.answer.items = [{ title: "a", description: "", pictureUrl: "", url: "https://a.b" }];
    const request = toRequest(draft);

    const again = toDraft({
      id: "r1",
      name: request.name,
      enabled: request.enabled,
      trigger: request.trigger,
      answer: request.answer,
      unknownPlaceholders: [],
      updatedAt: "2026-11-25T08:00:00Z",
      updatedBy: "admin",
    });

    expect(toRequest(again)).toEqual(request);
  });
});

describe("the order of rules", () => {
  test("moves one of them a place", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  });

  test("stays when there is no place to go", () => {
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  });
});

test("a rule is told by what it listens to and what it says", () => {
  const { trigger, answer } = toRequest({ ...newRule(), name: "x" });
  expect(subject({ ...trigger, kind: "menu_click", key: "HELP" })).toEqual(["HELP"]);
  expect(subject({ ...trigger, kind: "follow" })).toEqual([]);
  expect(gist({ ...answer, content: "hello" })).toBe("hello");
  expect(gist({ ...answer, content: null, mediaId: "m1" })).toBe("m1");
});
