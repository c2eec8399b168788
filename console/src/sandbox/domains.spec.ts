import { describe, expect, test } from "vitest";
import { bareDomain, domainFault, domainList, examplesOf, hostOf } from "@/sandbox/domains";

describe("a domain", () => {
  test.each([
    ["www.example.com", undefined],
    ["localhost:9999", undefined],
    ["www.example.com/shop", undefined],
    ["http://www.example.com/", "protocol"],
    ["//www.example.com", "protocol"],
    ["www.example.com/", "slash"],
    ["www example.com", "blank"],
    ["www.example.com/a/b/c", undefined],
    ["www.example.com/a/b/c/d", "path"],
  ])("%s is wrong by its %s", (text, fault) => {
    expect(domainFault(text)).toBe(fault);
  });

  test.each([
    ["http://www.example.com/", "www.example.com"],
    ["https://www.example.com/shop/?a=1#b", "www.example.com/shop"],
    ["//www.example.com", "www.example.com"],
  ])("%s was meant to be %s", (text, meant) => {
    expect(bareDomain(text)).toBe(meant);
  });

  test.each([
    ["www.example.com:8080", "port"],
    ["10.0.0.1", "address"],
    ["t.cn", "shortLink"],
    ["localhost:8080", undefined],
  ])("%s of a service account is wrong by its %s", (text, fault) => {
    expect(domainFault(text, "service")).toBe(fault);
  });

  test("covers its subdomains for scripts only, and never what is above it", () => {
    const may = (which: "js" | "oauth") =>
      examplesOf("www.example.com", which).filter(({ ok }) => ok);
    expect(may("oauth").map(({ page }) => page)).toEqual([
      "www.example.com/music.html",
      "www.example.com/login.html",
    ]);
    expect(may("js").map(({ page }) => page)).toContain("pay.www.example.com/");
    expect(examplesOf("www.example.com", "js")).toContainEqual({ page: "example.com", ok: false });
    expect(examplesOf("127.0.0.1:80", "js")).toEqual([]);
  });

  test("stands on a line of its own", () => {
    expect(domainList("a.example\n\n  b.example \n")).toEqual(["a.example", "b.example"]);
  });

  test("is in the interface's address", () => {
    expect(hostOf("http://127.0.0.1:8080/wx")).toBe("127.0.0.1");
    expect(hostOf("nonsense")).toBe("");
    expect(hostOf(undefined)).toBe("");
  });
});
