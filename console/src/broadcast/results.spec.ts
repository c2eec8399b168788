import { describe, expect, test } from "vitest";
import { hasMore, stamp } from "@/broadcast/results";
import { aCall, aCallResult } from "@/testing/samples";

describe("the result of a broadcast", () => {
  test("is read again when a call has moved or the platform has a new word for it", () => {
    const before = stamp({ state: "sending", calls: [aCall()] });
    expect(stamp({ state: "sending", calls: [aCall({ state: "accepted" })] })).not.toBe(before);
    expect(stamp({ state: "sending", calls: [aCall({ status: "CONFIRM" })] })).not.toBe(before);
    expect(stamp({ state: "sending", calls: [aCall()] })).toBe(before);
  });

  test("tells more of a call that has articles or waits for the administrator", () => {
    expect(hasMore(aCallResult())).toBe(false);
    expect(hasMore(aCallResult({ confirmationText: "Waits for the administrator" }))).toBe(true);
    const article = {
      position: 1,
      title: "Tea",
      statisticsId: "2247484106_1",
      url: "https://mp.weixin.qq.com/s/x",
      check: null,
      deleted: false,
      figures: null,
    };
    expect(hasMore(aCallResult({ articles: [article] }))).toBe(true);
  });
});
