import { describe, expect, test } from "vitest";
import { steerings } from "@/broadcast/delivery";
import { aCall } from "@/testing/samples";

describe("a broadcast under way", () => {
  test("can be paused or stopped while calls wait", () => {
    const calls = [aCall({ state: "accepted" }), aCall({ number: 2 })];
    expect(steerings({ state: "sending", calls })).toEqual(["pause", "cancel"]);
  });

  test("is out of reach once every call was handed over", () => {
    expect(steerings({ state: "sending", calls: [aCall({ state: "intent" })] })).toEqual([]);
    expect(steerings({ state: "awaiting-result", calls: [aCall({ state: "accepted" })] })).toEqual(
      [],
    );
  });

  test("goes on or ends when it was paused", () => {
    expect(steerings({ state: "paused", calls: [aCall()] })).toEqual(["resume", "cancel"]);
  });
});
