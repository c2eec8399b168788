// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import JournalPanel from "@/sandbox/JournalPanel.vue";
import { show } from "@/testing/render";
import { serve, type Served } from "@/testing/server";

const COUNT = 100_000;

describe("the event log", () => {
  let server: Served;

  beforeEach(async () => {
    server = serve();
    const requests = Array.from({ length: COUNT }, (_, index) => ({
      id: index + 1,
      time: "2026-11-25T00:00:00Z",
      appid: "wx1",
      method: "GET",
      path: index === 7 ? "/cgi-bin/menu/get" : "/cgi-bin/token",
      query: "",
      body: "asked",
      answer: "answered",
      outcome: "200",
      notes: [],
    }));
    server.answer("GET /_sandbox/requests", { requests, next: null });
    server.answer("GET /_sandbox/callbacks", { callbacks: [], next: null });
    server.answer("GET /_sandbox/accounts", { accounts: [] });
    await show(JournalPanel);
    await screen.findAllByText("/cgi-bin/token", {}, { timeout: 5_000 });
  });
  afterEach(() => server.close());

  test("has a hundred thousand rows and draws those in sight", () => {
    expect(screen.getByText(/100,000 now/)).toBeTruthy();
    expect(screen.getAllByRole("listitem").length).toBeLessThan(60);
  });

  test("finds one by its path and shows what was asked and answered", async () => {
    await userEvent.type(screen.getByLabelText("Path or event"), "menu");
    await userEvent.click(await screen.findByRole("button", { name: /menu\/get/ }));
    expect(screen.getByText("asked")).toBeTruthy();
    expect(screen.getByText("answered")).toBeTruthy();
  });
});
