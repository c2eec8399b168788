import { expect, test } from "vitest";
import { configCall, loginLink, redeemCall } from "@/web/samples";

const SITE = {
  id: "s1",
  name: "Shop",
  domain: "shop.example.com",
  loginAddress: "https://q.example.com/web/demo/s1/login",
  ticketAddress: "https://q.example.com/web/demo/s1/tickets",
  signatureAddress: "https://q.example.com/web/demo/s1/signature",
  createdAt: "2026-11-25T08:00:00Z",
  createdBy: "admin",
};

test("the link leads back to the site", () => {
  expect(loginLink(SITE)).toBe(
    "https://q.example.com/web/demo/s1/login?scope=base&return=https%3A%2F%2Fshop.example.com%2F",
  );
});

test("the secret is not part of what is copied", () => {
  expect(redeemCall(SITE)).toContain("$SITE_SECRET");
});

test("the time is a number and the nonce is spelled as the page wants it", () => {
  const call = configCall({ appId: "wx1", timestamp: 1414587457, nonceStr: "n", signature: "s" });
  expect(call).toContain('"timestamp": 1414587457');
  expect(call).toContain('"nonceStr": "n"');
});
