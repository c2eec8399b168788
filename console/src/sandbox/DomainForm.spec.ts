// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SandboxAccount } from "@/sandbox/control";
import DomainForm from "@/sandbox/DomainForm.vue";
import { show } from "@/testing/render";
import { SANDBOX_ACCOUNT } from "@/testing/sandboxAccount";
import { serve, type Served } from "@/testing/server";

const ACCOUNT: SandboxAccount = {
  ...SANDBOX_ACCOUNT,
  callback: { url: "http://shop.example:8080/wx", token: "abc", aesKey: "", mode: "plain" },
};

describe("the web authorization domain", () => {
  let server: Served;

  beforeEach(async () => {
    server = serve();
    server.answer("PATCH /_sandbox/accounts/wx1", ACCOUNT);
    await show(DomainForm, { account: ACCOUNT, which: "oauth" });
  });
  afterEach(() => server.close());

  test("an address is wrong, and the domain in it is offered", async () => {
    await userEvent.type(screen.getByLabelText("Domain"), "http://www.example.com/");
    expect(screen.getByRole("alert").textContent).toContain("no protocol");
    expect(screen.getByRole("button", { name: "Submit" })).toHaveProperty("disabled", true);

    await userEvent.click(screen.getByRole("button", { name: "Use www.example.com" }));
    await userEvent.click(screen.getByRole("button", { name: "Submit" }));
    expect(await server.requests[0]?.json()).toEqual({ domains: { oauth: "www.example.com" } });
  });

  test("what was refused is not said of what is typed then", async () => {
    server.answer("PATCH /_sandbox/accounts/wx1", { code: "bad-request", reason: "no" }, 400);
    await userEvent.type(screen.getByLabelText("Domain"), "www.example.com");
    await userEvent.click(screen.getByRole("button", { name: "Submit" }));
    await screen.findByRole("alert");
    await userEvent.type(screen.getByLabelText("Domain"), "s");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("the host of the interface is offered", async () => {
    await userEvent.click(screen.getByRole("button", { name: "Use shop.example" }));
    expect(screen.getByLabelText("Domain")).toHaveProperty("value", "shop.example");
  });

  test("which pages may authorise is shown, and a port is named", async () => {
    await userEvent.type(screen.getByLabelText("Domain"), "www.example.com");
    const pages = screen.getByRole("list", { name: "Which pages may" });
    expect(pages.textContent).toMatch(/May not\s*pay\.www\.example\.com/);
    await userEvent.type(screen.getByLabelText("Domain"), ":81");
    expect(screen.getByRole("alert").textContent).toContain("no port");
  });
});
