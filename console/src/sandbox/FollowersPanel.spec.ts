// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import FollowersPanel from "@/sandbox/FollowersPanel.vue";
import { show } from "@/testing/render";
import { SANDBOX_ACCOUNT } from "@/testing/sandboxAccount";
import { serve, type Served } from "@/testing/server";

const LIST = "/_sandbox/accounts/wx1/followers";
const person = (openid: string) => ({ openid, wxname: `name ${openid}`, followedAt: "" });

describe("the followers of an account", () => {
  let server: Served;

  beforeEach(() => (server = serve()));
  afterEach(() => server.close());

  test("one is removed", async () => {
    server.answer(`GET ${LIST}`, { total: 1, followers: [person("o1")], next: null });
    server.answer(`DELETE ${LIST}/o1`, undefined);
    await show(FollowersPanel, { account: SANDBOX_ACCOUNT, selected: "o1" });
    await userEvent.click(await screen.findByRole("button", { name: "Remove name o1" }));
    expect(server.requests.some(({ method }) => method === "DELETE")).toBe(true);
  });

  test("who follows from elsewhere is there at once", async () => {
    server.answer(`GET ${LIST}`, { total: 1, followers: [person("o1")], next: null });
    const { rerender } = await show(FollowersPanel, { account: SANDBOX_ACCOUNT, selected: "o1" });
    await screen.findByText("name o1");
    server.answer(`GET ${LIST}`, { total: 2, followers: [person("o1"), person("o2")], next: null });
    await rerender({ account: { ...SANDBOX_ACCOUNT, followers: 2 } });
    await screen.findByText("name o2");
  });
});
