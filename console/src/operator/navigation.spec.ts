import { describe, expect, test } from "vitest";
import { current, groups } from "@/operator/navigation";
import { routes } from "@/operator/routes";

const everything = () => true;
const nothing = () => false;
const places = (inAccount: boolean) =>
  groups(routes, inAccount, everything).map(({ place }) => place);

describe("the navigation", () => {
  test("outside of an account offers what belongs to none", () => {
    expect(places(false)).toEqual(["installation"]);
  });

  test("inside an account offers its groups only", () => {
    expect(places(true).slice(0, 2)).toEqual(["account", "send"]);
    expect(places(true)).not.toContain("installation");
  });

  test("has no group without a page", () => {
    expect(groups(routes, true, nothing).every(({ entries }) => entries.length > 0)).toBe(true);
  });
});

describe("somebody who may only look", () => {
  test("is not led to where the server would refuse them", () => {
    const names = (inAccount: boolean) =>
      groups(routes, inAccount, nothing).flatMap(({ entries }) => entries.map(({ name }) => name));
    expect(names(false)).toContain("accounts");
    expect(names(false)).not.toContain("operators");
    expect(names(true)).toContain("broadcasts");
    expect(names(true)).not.toContain("people");
  });
});

describe("the entry that is marked", () => {
  const addresses = { accounts: "/", account: "/accounts/1", broadcasts: "/accounts/1/broadcasts" };

  test.each([
    ["/", "accounts"],
    ["/accounts/1", "account"],
    ["/accounts/1/broadcasts", "broadcasts"],
    ["/accounts/1/broadcasts/new", "broadcasts"],
    ["/accounts/12", undefined],
  ])("at %s is %s", (path, name) => {
    expect(current(addresses, path)).toBe(name);
  });
});
