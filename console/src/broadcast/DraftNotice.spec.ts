// @vitest-environment jsdom
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import DraftNotice from "@/broadcast/DraftNotice.vue";
import { show } from "@/testing/render";
import { serve, type Served } from "@/testing/server";

const PATH = "/api/v1/accounts/a1/broadcasts/b1/plan";
const finding = (code: string, title: string) => ({
  code,
  severity: "error",
  parameters: {},
  title,
  remedy: "Pick another draft.",
});

describe("the draft of a broadcast that is edited", () => {
  let server: Served;

  beforeEach(() => {
    server = serve();
  });
  afterEach(() => server.close());

  test("is said to be gone, and nothing else of the plan is", async () => {
    const findings = [
      finding("draft-gone", "The draft is gone"),
      finding("audience-nobody", "Nobody receives it"),
    ];
    server.answer(`GET ${PATH}`, { findings });
    await show(DraftNotice, { accountId: "a1", broadcastId: "b1" });
    expect(await screen.findByText("The draft is gone")).toBeTruthy();
    expect(screen.queryByText("Nobody receives it")).toBeNull();
  });

  test("is not mentioned while it is there", async () => {
    server.answer(`GET ${PATH}`, { findings: [] });
    const page = await show(DraftNotice, { accountId: "a1", broadcastId: "b1" });
    expect(page.container.querySelector("ul, .clear")).toBeNull();
  });
});
