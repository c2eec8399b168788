// @vitest-environment jsdom
import { defineComponent, h, type Component } from "vue";
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SandboxAccount } from "@/sandbox/control";
import LimitsPanel from "@/sandbox/LimitsPanel.vue";
import { provideParts } from "@/sandbox/parts";
import SwitchesPanel from "@/sandbox/SwitchesPanel.vue";
import { show } from "@/testing/render";
import { SANDBOX_ACCOUNT } from "@/testing/sandboxAccount";
import { serve, type Served } from "@/testing/server";

/** A panel on a page that searches. */
function searched(panel: Component, account: SandboxAccount, open: string[] = []): Component {
  return defineComponent({
    setup() {
      const { words } = provideParts(open);
      const onInput = ({ target }: Event) => (words.value = (target as HTMLInputElement).value);
      return () => [h("input", { "aria-label": "Search", onInput }), h(panel, { account })];
    },
  });
}

describe("how an account behaves", () => {
  let server: Served;

  beforeEach(() => {
    server = serve();
    server.answer("PATCH /_sandbox/accounts/wx1", SANDBOX_ACCOUNT);
  });
  afterEach(() => server.close());

  test("a switch is found by its name and set alone", async () => {
    await show(searched(SwitchesPanel, SANDBOX_ACCOUNT));
    expect(screen.queryAllByRole("switch")).toEqual([]);
    await userEvent.type(screen.getByLabelText("Search"), "oldHints");
    const [found, ...others] = screen.getAllByRole("switch");
    expect(others).toEqual([]);
    await userEvent.click(found as HTMLElement);
    expect(await server.requests[0]?.json()).toEqual({ switches: { oldHints: true } });
  });

  test("one group is shown, what was changed is counted and set back alone", async () => {
    const account = {
      ...SANDBOX_ACCOUNT,
      switches: { ...SANDBOX_ACCOUNT.switches, jsonPushes: true },
    };
    await show(SwitchesPanel, { account });
    expect(screen.queryByText("jsonPushes")).toBeNull();
    expect(screen.getByRole("button", { name: "Pushes 1" })).toBeTruthy();

    await userEvent.click(screen.getByRole("button", { name: "Altered 1" }));
    expect(screen.getAllByRole("switch")).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: "Reset jsonPushes" }));
    expect(await server.requests[0]?.json()).toEqual({ switches: { jsonPushes: false } });
  });

  test("a changed limit is set back alone", async () => {
    const account = { ...SANDBOX_ACCOUNT, limits: { ...SANDBOX_ACCOUNT.limits, pushAttempts: 4 } };
    await show(searched(LimitsPanel, account));
    await userEvent.type(screen.getByLabelText("Search"), "pushAttempts");
    await userEvent.click(screen.getByRole("button", { name: "Reset pushAttempts" }));
    expect(await server.requests[0]?.json()).toEqual({ limits: { pushAttempts: 3 } });
  });

  test("a part is unfolded by its title, and is away when nothing in it was found", async () => {
    await show(searched(LimitsPanel, SANDBOX_ACCOUNT));
    const title = screen.getByRole("button", { name: "Limits" });
    expect(title.getAttribute("aria-expanded")).toBe("false");
    await userEvent.click(title);
    expect(screen.getByLabelText(/^Recipients per minute/)).toBeTruthy();

    await userEvent.type(screen.getByLabelText("Search"), "limits");
    expect(screen.getByLabelText(/^Recipients per minute/)).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Search"), " of nothing");
    expect(screen.queryByText("Limits")).toBeNull();
  });

  test("a limit out of its bounds cannot be saved, and only what changed is", async () => {
    await show(LimitsPanel, { account: SANDBOX_ACCOUNT });
    await userEvent.click(screen.getByRole("button", { name: "Pushes" }));
    const attempts = screen.getByLabelText(/^Deliveries of a push/);
    await userEvent.clear(attempts);
    await userEvent.type(attempts, "9");
    await screen.findByText("Whole numbers between 1 and 4");
    expect(screen.getByRole("button", { name: "Save limits" })).toHaveProperty("disabled", true);

    await userEvent.clear(attempts);
    await userEvent.type(attempts, "4");
    await userEvent.click(screen.getByRole("button", { name: "Save limits" }));
    expect(await server.requests[0]?.json()).toEqual({ limits: { pushAttempts: 4 } });
  });
});
