import { expect, test } from "vitest";
import type { AccountView as Account } from "@/api/schema";
import { found } from "@/account/search";

const account = (name: string, appId: string, state = "ok") =>
  ({ name, appId, originalId: null, connection: { state } }) as Account;
const shop = account("山间书店", "wx01");
const school = account("山间学堂 Academy", "wx02", "failing");
const names = (sought: string, onlyTroubled = false) =>
  found([shop, school], sought, onlyTroubled).map(({ name }) => name);

test("an account is found by words of its name or its AppID, whatever their case", () => {
  expect(names("山间 academy")).toEqual([school.name]);
  expect(names("WX01")).toEqual([shop.name]);
  expect(names("nothing")).toEqual([]);
});

test("accounts in trouble come first, or alone", () => {
  expect(names("")).toEqual([school.name, shop.name]);
  expect(names("", true)).toEqual([school.name]);
});
