// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import InterfaceForm from "@/sandbox/InterfaceForm.vue";
import { show } from "@/testing/render";
import { SANDBOX_ACCOUNT } from "@/testing/sandboxAccount";
import { serve, type Served } from "@/testing/server";

const ACCOUNT = SANDBOX_ACCOUNT;
const PATCH = "PATCH /_sandbox/accounts/wx1";

describe("the interface configuration", () => {
  let server: Served;

  beforeEach(async () => {
    server = serve();
    await show(InterfaceForm, { account: ACCOUNT });
  });
  afterEach(() => server.close());

  test("needs a URL and a Token", () => {
    expect(screen.getByRole("button", { name: "Submit" })).toHaveProperty("disabled", true);
  });

  test("says when the handshake succeeded", async () => {
    server.answer(PATCH, ACCOUNT);
    await submit();
    expect((await screen.findByText(/handshake succeeded/)).textContent).toBeTruthy();
    expect(await server.requests[0]?.json()).toEqual({
      callback: { url: "http://127.0.0.1:8080/wx/demo", token: "abc", aesKey: "", mode: "plain" },
    });
  });

  test("says which to check when it failed", async () => {
    server.answer(PATCH, { code: "wrong-echo", reason: "the answer was not echostr" }, 422);
    await submit();
    const notice = await screen.findByRole("alert");
    expect(notice.textContent).toContain("check the Token and the URL");
    expect(notice.textContent).toContain("the answer was not echostr");
  });

  async function submit(): Promise<void> {
    await userEvent.type(screen.getByLabelText("URL"), "http://127.0.0.1:8080/wx/demo");
    await userEvent.type(screen.getByLabelText("Token"), "abc");
    await userEvent.click(screen.getByRole("button", { name: "Submit" }));
  }
});
