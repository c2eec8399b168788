// @vitest-environment jsdom
import { screen } from "@testing-library/vue";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import OvertakenNotice from "@/broadcast/OvertakenNotice.vue";
import { show } from "@/testing/render";
import { anOverview, aBroadcast } from "@/testing/samples";
import { serve, type Served } from "@/testing/server";

describe("a broadcast that somebody else has changed meanwhile", () => {
  let server: Served;

  beforeEach(() => {
    server = serve();
    server.answer("GET /api/v1/accounts/a1/audience", anOverview());
  });
  afterEach(() => server.close());

  const theirs = aBroadcast({
    message: { kind: "text", content: "their words" },
    edited: { by: { id: "o2", name: "Li Lei" }, at: "2026-11-25T09:00:00Z" },
  });

  test("is said to be by whom, and what they wrote", async () => {
    await show(OvertakenNotice, { broadcast: theirs });
    expect(screen.getByRole("heading").textContent).toMatch(/Changed meanwhile by Li Lei, .*2026/);
    expect(screen.getByText("their words")).toBeTruthy();
  });

  test("leaves the choice to the editor", async () => {
    const page = await show(OvertakenNotice, { broadcast: theirs });
    await userEvent.click(screen.getByText(/Take theirs/));
    expect(page.emitted("theirs")).toHaveLength(1);
    expect(page.emitted("mine")).toBeUndefined();
    await userEvent.click(screen.getByText(/Keep mine/));
    expect(page.emitted("mine")).toHaveLength(1);
  });
});
