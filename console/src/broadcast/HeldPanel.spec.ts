// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen, within } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import HeldPanel from "@/broadcast/HeldPanel.vue";
import { show } from "@/testing/render";
import { aBroadcast, aHeldCall, anAccount } from "@/testing/samples";
import { serve, type Served } from "@/testing/server";

const BROADCAST = "/api/v1/accounts/a1/broadcasts/b1";
const held = aBroadcast({ state: "held" });

describe("calls that wait for a person", () => {
  let server: Served;

  beforeEach(() => {
    document.cookie = "XSRF-TOKEN=t";
    server = serve();
    server.answer("GET /api/v1/session", {
      operator: { id: "o1", name: "a", administrator: false },
    });
    server.answer(`GET ${BROADCAST}/held-calls`, { items: [aHeldCall()] });
  });
  afterEach(() => server.close());

  test("show what is known and what each decision would mean", async () => {
    server.answer("GET /api/v1/accounts/a1", anAccount());
    await show(HeldPanel, { broadcast: held });
    expect(await screen.findByText("The platform may have accepted it.")).toBeTruthy();
    await userEvent.click(await screen.findByRole("button", { name: "It was not sent" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText("1,000 followers get it now.")).toBeTruthy();
  });

  test("are decided about with the result that was chosen", async () => {
    server.answer("GET /api/v1/accounts/a1", anAccount());
    server.answer(`POST ${BROADCAST}/calls/1/decision`, held);
    await show(HeldPanel, { broadcast: held });
    await userEvent.click(await screen.findByRole("radio"));
    await userEvent.click(await screen.findByRole("button", { name: "It was sent" }));
    await userEvent.click(
      within(screen.getByRole("dialog")).getByRole("button", { name: "It was sent" }),
    );
    const request = server.requests.find(({ method }) => method === "POST");
    expect(await request?.json()).toEqual({ decision: "sent", msgId: "3147483650" });
  });

  test("are decided about all at once, with what all of them allow", async () => {
    server.answer("GET /api/v1/accounts/a1", anAccount());
    const items = [aHeldCall(), aHeldCall({ number: 2 })];
    server.answer(`GET ${BROADCAST}/held-calls`, { items });
    server.answer(`POST ${BROADCAST}/held-calls/decision`, held);
    await show(HeldPanel, { broadcast: held });
    await userEvent.click(await screen.findByRole("button", { name: "It was not sent (all 2)" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/2,000 followers get the message now/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "It was not sent (all 2)" }));
    const request = server.requests.find(({ method }) => method === "POST");
    expect(await request?.json()).toEqual({ decision: "not-sent" });
  });

  test("offer no decision to somebody who may only look", async () => {
    server.answer("GET /api/v1/accounts/a1", anAccount({ role: "viewer" }));
    await show(HeldPanel, { broadcast: held });
    await screen.findByText("The platform may have accepted it.");
    expect(screen.queryByRole("button", { name: "It was sent" })).toBeNull();
  });
});
