import { describe, expect, test } from "vitest";
import { answerableUntil, lines } from "@/inbox/conversations";
import { aPush } from "@/testing/samples";

const ours = {
  id: "m1",
  message: { kind: "text", content: "三点" },
  state: "sent",
  errcode: null,
  sentAt: "2026-11-25T08:05:00Z",
  sentBy: "admin",
} as never;
const question = aPush({ text: "几点？" });

describe("a conversation", () => {
  test("puts both sides in the order of time", () => {
    expect(lines([question], [ours]).map(({ from, text }) => [from, text])).toEqual([
      ["follower", "几点？"],
      ["account", "三点"],
    ]);
  });

  test("says nothing of what the platform pushes in a follower's name", () => {
    const result = aPush({ kind: "event.masssendjobfinish" });
    expect(lines([result, aPush({ kind: "event.unsubscribe" })], [])).toEqual([]);
  });

  test("is opened by what the platform counts as a word, not by a look at a web page", () => {
    expect(answerableUntil(lines([aPush({ kind: "event.click" })], []))).toBeDefined();
    expect(answerableUntil(lines([aPush({ kind: "event.view" })], []))).toBeUndefined();
  });

  test("can be answered for 48 hours after the follower's last word", () => {
    expect(answerableUntil(lines([question], [ours]))?.toISOString()).toBe(
      "2026-11-27T08:00:00.000Z",
    );
    expect(answerableUntil(lines([], [ours]))).toBeUndefined();
  });
});
