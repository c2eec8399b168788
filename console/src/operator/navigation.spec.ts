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

  test("inside an account offers its groups first", () => {
    expect(places(true).slice(0, 2)).toEqual(["account", "send"]);
    expect(places(true).at(-1)).toBe("installation");
  });

  test("has no group without a page", () => {
    expect(groups(routes, true, nothing).every(({ entries }) => entries.length > 0)).toBe(true);
  });
});

describe("somebody who may only look", () => {
  test("is not led to where the server would refuse them", () => {
    const names = groups(routes, true, nothing).flatMap(({ entries }) => entries);
    expect(names.map(({ name }) => name)).not.toContain("operators");
    expect(names.map(({ name }) => name)).toContain("broadcasts");
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
