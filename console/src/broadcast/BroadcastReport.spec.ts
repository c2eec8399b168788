// @vitest-environment jsdom
import { screen, within } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import BroadcastReport from "@/broadcast/BroadcastReport.vue";
import { show } from "@/testing/render";
import { aBroadcast, aCall, anAccount } from "@/testing/samples";
import { serve, type Served } from "@/testing/server";

const result = { state: "", totals: aBroadcast().totals, calls: [], rest: null, speed: null };
const report = (part: Parameters<typeof aBroadcast>[0]) =>
  show(BroadcastReport, { broadcast: aBroadcast(part), mode: "still" });

describe("the report of a broadcast", () => {
  let server: Served;

  beforeEach(() => {
    server = serve();
    server.answer("GET /api/v1/session", { operator: { id: "o1", name: "a" }, scopes: null });
    server.answer("GET /api/v1/accounts/a1", anAccount());
    server.answer("GET /api/v1/accounts/a1/broadcasts/b1/result", result);
    server.answer("GET /api/v1/accounts/a1/broadcasts/b1/held-calls", { items: [] });
  });
  afterEach(() => server.close());

  test("shows the platform's numbers and the message id", async () => {
    const totals = { audience: 1000, eligible: 991, delivered: 988, failed: 3, filtered: 9 };
    const counts = { total: 1000, eligible: 991, delivered: 988, failed: 3 };
    await report({
      state: "finished",
      totals,
      calls: [aCall({ state: "finished", msgId: "1000000001", counts })],
    });
    const result = within(screen.getByRole("region", { name: "Result" }));
    expect(["1,000", "991", "988", "3", "9"].every((each) => result.queryByText(each))).toBe(true);
    expect(screen.getByText("1000000001")).toBeTruthy();
  });

  test("says unknown where nobody counted, and never 0", async () => {
    await report({ state: "finished", calls: [aCall({ state: "accepted" })] });
    const result = within(screen.getByRole("region", { name: "Result" }));
    expect(result.getAllByText("unknown")).toHaveLength(4);
    expect(result.queryByText("0")).toBeNull();
    expect(result.getByText(/which is not zero/)).toBeTruthy();
  });

  test("counts calls when there are many, and says which were not answered", async () => {
    const calls = (["finished", "accepted", "unknown"] as const).map((state, index) =>
      aCall({ number: index + 1, state }),
    );
    await report({ state: "awaiting-result", calls });
    const progress = within(screen.getByRole("region", { name: "Progress" }));
    expect(progress.getByText(/2 of 3 calls/)).toBeTruthy();
    expect(progress.getByText(/1 call was not answered/)).toBeTruthy();
  });

  test("of one cancelled between two calls says what was sent and what was not", async () => {
    const counts = { total: 1000, eligible: 991, delivered: 988, failed: 3 };
    const calls = [aCall({ state: "finished", counts }), aCall({ number: 2, state: "cancelled" })];
    await report({ state: "cancelled", calls });
    expect(screen.getByText(/already been submitted was sent/)).toBeTruthy();
    expect(screen.getByText(/1 call was cancelled before/)).toBeTruthy();
    expect(screen.getByText("Cancelled")).toBeTruthy();
    expect(screen.queryByText(/never pushed/)).toBeNull();
  });

  test("of one discarded before any call says that nothing was sent", async () => {
    await report({ state: "cancelled", calls: [aCall({ state: "cancelled" })] });
    expect(screen.getByText(/nothing was sent/)).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Result" })).toBeNull();
  });

  test("gives the reason of a failure in words", async () => {
    const problem = {
      code: "refused",
      parameters: {},
      title: "The platform refused",
      detail: "40066 invalid url",
    };
    await report({ state: "failed", problem });
    expect(screen.getByRole("alert").textContent).toContain("40066 invalid url");
  });

  test("explains why a held broadcast waits for a person", async () => {
    await report({ state: "held" });
    expect(screen.getByText(/no follower gets it twice/)).toBeTruthy();
  });
});
