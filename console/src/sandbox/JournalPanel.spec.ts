// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import JournalPanel from "@/sandbox/JournalPanel.vue";
import { show } from "@/testing/render";
import { serve, type Served } from "@/testing/server";

const PAGE = 200;

describe("the event log", () => {
  let server: Served;

  beforeEach(async () => {
    server = serve();
    serveRows("/cgi-bin/token", 100_000);
    server.answer("GET /_sandbox/accounts", { accounts: [], next: null });
    await show(JournalPanel);
    await screen.findAllByText("/cgi-bin/token");
  });
  afterEach(() => server.close());

  function serveRows(path: string, matching: number): void {
    const entries = Array.from({ length: Math.min(PAGE, matching) }, (_, index) => ({
      is: "request",
      id: matching - index,
      time: "2026-11-25T00:00:00Z",
      appid: "wx1",
      method: "GET",
      path,
      query: "",
      body: "asked",
      answer: "answered",
      outcome: "200",
      errcode: 0,
      refused: false,
      notes: [],
    }));
    const next = matching > PAGE ? matching - PAGE + 1 : null;
    server.answer("GET /_sandbox/journal", { entries, matching, next });
  }

  test("says that a hundred thousand were found and draws those in sight", () => {
    expect(screen.getByText(/100,000 found/)).toBeTruthy();
    expect(screen.getAllByRole("listitem").length).toBeLessThan(60);
  });

  test("finds one by its path and shows what was asked and answered", async () => {
    serveRows("/cgi-bin/menu/get", 1);
    await userEvent.type(screen.getByLabelText("Path or event"), "menu");
    await userEvent.click(await screen.findByRole("button", { name: /menu\/get/ }));
    expect(server.requests.at(-1)?.url).toContain("path=menu");
    expect(screen.getByText("asked")).toBeTruthy();
    expect(screen.getByText("answered")).toBeTruthy();
  });
});
