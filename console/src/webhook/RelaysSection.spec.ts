// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen, within } from "@testing-library/vue";
import { afterEach, beforeEach, expect, test } from "vitest";
import { show } from "@/testing/render";
import { anAccount } from "@/testing/samples";
import { serve, type Served } from "@/testing/server";
import RelaysSection from "@/webhook/RelaysSection.vue";

const relay = {
  id: "r1",
  url: "https://old.example/wx",
  kinds: [],
  enabled: true,
  disabledReason: null,
  encrypted: false,
  answers: true,
  position: 0,
};
let server: Served;

beforeEach(() => {
  document.cookie = "XSRF-TOKEN=t";
  server = serve();
  server.answer("GET /api/v1/session", { operator: { administrator: true } });
  server.answer("GET /api/v1/accounts/a1", anAccount());
  server.answer("GET /api/v1/accounts/a1/relays", { items: [relay] });
});
afterEach(() => server.close());

test("a relay is not switched off before it is said what is lost", async () => {
  const changes = () => server.requests.filter(({ method }) => method === "PUT");
  server.answer("PUT /api/v1/accounts/a1/relays/r1", { ...relay, enabled: false });
  await show(RelaysSection, { accountId: "a1" });
  await userEvent.click(await screen.findByRole("button", { name: "Switch off" }));
  const question = await screen.findByRole("dialog");
  expect(question.textContent).toContain("not later either");
  expect(changes()).toHaveLength(0);

  await userEvent.click(within(question).getByRole("button", { name: "Switch off" }));
  expect(changes()).toHaveLength(1);
});
