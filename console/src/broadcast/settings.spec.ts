import { expect, test } from "vitest";
import { toForm, toRequest } from "@/broadcast/settings";

const view = {
  fourEyes: true,
  quietFrom: null,
  quietTo: null,
  zone: "Asia/Shanghai",
  graceMinutes: 30,
  callsPerDay: 100,
  temporaryTagMembers: 5000,
};

test("an account without quiet hours keeps none", () => {
  expect(toRequest(toForm(view))).not.toHaveProperty("quietFrom");
});

test("quiet hours come back as they were", () => {
  const quiet = { ...view, quietFrom: "23:30", quietTo: "07:00" };
  expect(toRequest(toForm(quiet))).toEqual(quiet);
});
