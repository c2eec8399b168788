// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import QrPanel from "@/sandbox/QrPanel.vue";
import { show } from "@/testing/render";
import { SANDBOX_ACCOUNT } from "@/testing/sandboxAccount";
import { serve, type Served } from "@/testing/server";

const SCAN = "POST /_sandbox/accounts/wx1/scan";

describe("the QR code of an account", () => {
  let server: Served;

  beforeEach(async () => {
    server = serve();
    server.answer(SCAN, { openid: "o7", wxname: "Wang" }, 202);
    await show(QrPanel, { account: SANDBOX_ACCOUNT });
  });
  afterEach(() => server.close());

  test("is the picture that the sandbox draws of its address", () => {
    const picture = screen.getByRole("img");
    expect(picture.getAttribute("src")).toBe("/qr/code?username=gh_1");
    expect(picture.getAttribute("alt")).toContain(`${location.origin}/r/gh_1`);
  });

  test("is followed by somebody new, whose phone is shown", async () => {
    await userEvent.click(screen.getByRole("button", { name: "A new person scans" }));
    expect((await screen.findByRole("status")).textContent).toContain("Wang");
    expect(await server.requests[0]?.json()).toEqual({ url: `${location.origin}/r/gh_1` });
    expect(location.hash).toContain("o7");
  });

  test("is followed by somebody chosen", async () => {
    await userEvent.type(screen.getByLabelText("OpenID of who scans"), "o7");
    await userEvent.click(screen.getByRole("button", { name: "Scan" }));
    await screen.findByRole("status");
    expect(await server.requests[0]?.json()).toMatchObject({ openid: "o7" });
  });
});
