// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { NOTHING } from "@/audience/choice";
import { NO_OPTIONS } from "@/broadcast/options";
import { NO_WRITING } from "@/content/writing";
import { dropDraft, keepDraft, keptDraft } from "@/broadcast/draft";

const draft = {
  writing: { ...NO_WRITING, content: "hello" },
  choice: { ...NOTHING, kind: "all" as const },
  key: "k1",
  options: { ...NO_OPTIONS, severalDays: true },
  basis: "2026-11-25T08:00:00Z",
};

describe("a draft kept in the browser", () => {
  beforeEach(() => localStorage.clear());

  test("comes back as it was", () => {
    keepDraft("a", "", draft);
    expect(keptDraft("a", "")).toEqual(draft);
  });

  test("belongs to its account and its broadcast", () => {
    keepDraft("a", "", draft);
    expect(keptDraft("b", "")).toBeUndefined();
    expect(keptDraft("a", "1")).toBeUndefined();
  });

  test("is gone when the server has it", () => {
    keepDraft("a", "", draft);
    dropDraft("a", "");
    expect(keptDraft("a", "")).toBeUndefined();
  });

  test("from another version is left alone", () => {
    localStorage.setItem("qunfa.draft.a.new", '{"text":"old"}');
    expect(keptDraft("a", "")).toBeUndefined();
    localStorage.setItem("qunfa.draft.a.new", "{");
    expect(keptDraft("a", "")).toBeUndefined();
  });

  test("says when the browser has no room", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    expect(keepDraft("a", "", draft)).toBe(false);
  });
});
