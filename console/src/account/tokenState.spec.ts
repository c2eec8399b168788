import { expect, test } from "vitest";
import { tokenState } from "@/account/tokenState";

const token = { obtainedAt: "2026-11-25T08:00:00Z", expiresAt: "2026-11-25T10:00:00Z" };
const circuit = {
  open: true,
  until: "2026-11-25T08:10:00Z",
  failures: 3,
  failedAt: "2026-11-25T08:00:00Z",
  platformCode: 40125,
  platformText: "invalid appsecret",
  problem: "app-secret-wrong",
  title: "",
  detail: "",
};

test("the state of a token says first why none is fetched", () => {
  expect(tokenState({ token, circuit }).name).toBe("stopped");
  expect(tokenState({ token, circuit: { ...circuit, open: false } }).name).toBe("failing");
  expect(tokenState({ token, circuit: null }).name).toBe("held");
  expect(tokenState({ token: null, circuit: null }).name).toBe("none");
});
