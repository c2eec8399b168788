import { describe, expect, test } from "vitest";
import { isMoving, steps, tally } from "@/broadcast/progress";
import { aBroadcast, aCall } from "@/testing/samples";

const states = (broadcast: Parameters<typeof steps>[0]) =>
  steps(broadcast).map(({ state }) => state);

describe("how far a broadcast is", () => {
  test("while calls are leaving, it is being submitted", () => {
    const broadcast = aBroadcast({ state: "sending", calls: [aCall({ state: "accepted" })] });
    expect(states(broadcast)).toEqual(["now", "next", "next"]);
  });

  test("when every call was accepted, the platform is sending", () => {
    expect(states(aBroadcast({ state: "awaiting-result" }))).toEqual(["done", "now", "next"]);
  });

  test("it is finished when the result came", () => {
    expect(states(aBroadcast({ state: "finished" }))).toEqual(["done", "done", "done"]);
  });

  test("a refusal stops it where it was", () => {
    const broadcast = aBroadcast({ state: "failed", calls: [aCall({ state: "refused" })] });
    expect(states(broadcast)).toEqual(["stopped", "next", "next"]);
  });

  test("a failure after acceptance stops it at the platform", () => {
    const broadcast = aBroadcast({ state: "failed", calls: [aCall({ state: "accepted" })] });
    expect(states(broadcast)).toEqual(["done", "stopped", "next"]);
  });

  test.each(["draft", "finished", "failed", "held", "cancelled"] as const)(
    "%s does not move",
    (state) => {
      expect(isMoving({ state })).toBe(false);
    },
  );

  test("calls are counted by what the platform said", () => {
    const calls = (["finished", "accepted", "unknown", "planned"] as const).map((state) =>
      aCall({ state }),
    );
    expect(tally(calls)).toEqual({
      total: 4,
      accepted: 2,
      finished: 1,
      unknown: 1,
      refused: 0,
      held: 0,
    });
  });
});
