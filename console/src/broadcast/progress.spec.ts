import { describe, expect, test } from "vitest";
import { awaitsCounts, hasLeft, isMoving, steps, tally } from "@/broadcast/progress";
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
      cancelled: 0,
    });
  });

  test("a cancelled call is not waited for", () => {
    const calls = [aCall({ state: "finished" }), aCall({ state: "cancelled" })];
    expect(tally(calls)).toMatchObject({ total: 1, accepted: 1, cancelled: 1 });
    expect(states(aBroadcast({ state: "cancelled", calls }))).toEqual(["done", "done", "done"]);
    expect(states(aBroadcast({ state: "failed", calls }))).toEqual(["done", "stopped", "next"]);
  });

  test("a broadcast cancelled between two calls has left", () => {
    const cancelled = aCall({ state: "cancelled" });
    expect(hasLeft({ calls: [cancelled] })).toBe(false);
    expect(hasLeft({ calls: [aCall({ state: "accepted" }), cancelled] })).toBe(true);
  });

  test.each(["finished", "cancelled"] as const)("%s waits for counts of made calls", (state) => {
    const counts = { total: 2, eligible: 2, delivered: 2, failed: 0 };
    const others = [aCall({ state: "cancelled" }), aCall({ state: "refused" })];
    const counted = [aCall({ state: "finished", counts }), ...others];
    expect(awaitsCounts({ state, calls: counted })).toBe(false);
    expect(awaitsCounts({ state, calls: [...counted, aCall({ state: "finished" })] })).toBe(true);
  });
});
