// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { cleanup, screen, waitFor } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import SendDialog from "@/broadcast/SendDialog.vue";
import { show } from "@/testing/render";
import { aBroadcast, aPlan } from "@/testing/samples";
import { serve, type Served } from "@/testing/server";

const SEND = "POST /api/v1/accounts/a1/broadcasts/b1/send";

describe("confirming a send to everyone", () => {
  let server: Served;

  beforeEach(async () => {
    document.cookie = "XSRF-TOKEN=t";
    server = serve();
    await show(SendDialog, { modelValue: true, broadcast: aBroadcast(), plan: aPlan() });
  });
  afterEach(() => server.close());

  const send = () => screen.getByRole("button", { name: "Send" });

  test("says how many will receive it and that it is final", () => {
    expect(
      screen.getByText("All 1,000 followers of “群发演示” will receive this message."),
    ).toBeTruthy();
    expect(screen.getByText(/cannot be taken back/)).toBeTruthy();
  });

  test("is impossible until name and number are typed", async () => {
    expect(send()).toHaveProperty("disabled", true);
    await userEvent.type(screen.getByLabelText(/Name of the account/), "群发演示");
    expect(send()).toHaveProperty("disabled", true);
    await userEvent.type(screen.getByLabelText(/Number of followers/), "1,000");
    expect(send()).toHaveProperty("disabled", false);
  });

  test("waits for the first answer as soon as it is open", async () => {
    cleanup();
    const props = { broadcast: aBroadcast(), plan: aPlan() };
    const { rerender } = await show(SendDialog, { ...props, modelValue: false });
    await rerender({ modelValue: true });
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByLabelText(/Name of the account/));
    });
  });

  test("sends what was typed, with a key that makes it happen once", async () => {
    server.answer(SEND, aBroadcast({ state: "sending" }), 202);
    await confirm();
    const request = server.requests.at(-1);
    expect(await request?.json()).toEqual({
      confirmation: { accountName: "群发演示", recipients: 1000 },
    });
    expect(request?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
  });

  test("shows why the server refused and what to do", async () => {
    server.refuse(SEND, 409, "confirmation-mismatch", "The confirmation does not match");
    await confirm();
    const notice = await screen.findByRole("alert");
    expect(notice.textContent).toContain("The confirmation does not match");
    expect(notice.textContent).toContain("look at the plan again");
  });

  async function confirm(): Promise<void> {
    await userEvent.type(screen.getByLabelText(/Name of the account/), "群发演示");
    await userEvent.type(screen.getByLabelText(/Number of followers/), "1000");
    await userEvent.click(send());
  }
});
