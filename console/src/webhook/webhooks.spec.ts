import { expect, test } from "vitest";
import { kindsOf } from "@/webhook/webhooks";

test("the kinds somebody wrote are read one by one, and none are everything", () => {
  expect(kindsOf("message.*, event.subscribe\nmessage.*")).toEqual([
    "message.*",
    "event.subscribe",
  ]);
  expect(kindsOf("  ")).toEqual(["*"]);
});
