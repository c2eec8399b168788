// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import CallForm from "@/requests/CallForm.vue";
import { show } from "@/testing/render";
import { serve, type Served } from "@/testing/server";

const PATH = "/api/v1/accounts/a1/calls/by-hand";
const CONFIRM = "The account's name, to go on";
const made = {
  id: "c1",
  method: "GET",
  path: "/cgi-bin/menu/delete",
  query: {},
  body: null,
  answered: true,
  status: 200,
  code: 0,
  meaning: null,
  rid: null,
  tookMillis: 3,
  bytes: 2,
  curl: "curl",
  text: "{}",
  at: "2026-11-25T08:00:00Z",
  by: "admin",
};

describe("a call that does harm", () => {
  let server: Served;

  beforeEach(async () => {
    document.cookie = "XSRF-TOKEN=t";
    server = serve();
    server.answer(`GET ${PATH}`, { items: [], next: null });
    server.refuse(`POST ${PATH}`, 409, "call-needs-confirmation", "Type the name");
    await show(CallForm, { accountId: "a1" });
    await userEvent.click(screen.getByRole("button", { name: "Call" }));
    const field = await screen.findByLabelText(CONFIRM);
    expect(document.activeElement).toBe(field);
    expect(screen.getByRole("alert").textContent).not.toContain("reload");
    await userEvent.keyboard("Demo");
  });
  afterEach(() => server.close());

  test("is made with the name that was typed, and the next one asks anew", async () => {
    server.answer(`POST ${PATH}`, made);
    await userEvent.click(screen.getByRole("button", { name: "Call" }));
    await screen.findByRole("status");
    const last = server.requests.filter(({ method }) => method === "POST").at(-1);
    expect(await last?.json()).toMatchObject({ confirmation: "Demo" });

    server.refuse(`POST ${PATH}`, 409, "call-needs-confirmation", "Type the name");
    await userEvent.click(screen.getByRole("button", { name: "Call" }));
    expect(await screen.findByLabelText(CONFIRM)).toHaveProperty("value", "");
  });

  test("is not what the name was typed for once another is written over it", async () => {
    await userEvent.type(screen.getByLabelText("Path, or a whole address"), "x");
    expect(screen.queryByLabelText(CONFIRM)).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Call" }));
    expect(await screen.findByLabelText(CONFIRM)).toHaveProperty("value", "");
  });
});
