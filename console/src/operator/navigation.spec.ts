import { describe, expect, test } from "vitest";
import { current, groups } from "@/operator/navigation";
import { routes } from "@/operator/routes";

const places = (inAccount: boolean) => groups(routes, inAccount).map(({ place }) => place);

describe("the navigation", () => {
  test("outside of an account offers what belongs to none", () => {
    expect(places(false)).toEqual(["installation"]);
  });

  test("inside an account offers its groups first", () => {
    expect(places(true).slice(0, 2)).toEqual(["account", "send"]);
    expect(places(true).at(-1)).toBe("installation");
  });

  test("has no group without a page", () => {
    expect(groups(routes, true).every(({ entries }) => entries.length > 0)).toBe(true);
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
