import { describe, expect, test } from "vitest";
import { look, noticeOf, openable, scanned } from "@/sandbox/cards";

describe("a line of a chat", () => {
  test.each([
    [{ source: "mass", type: "text" }, "bubble"],
    [{ source: "mass", type: "mpnews" }, "article"],
    [{ source: "reply", type: "news" }, "article"],
    [{ source: "notice", type: "template" }, "notice"],
    [{ source: "mass", type: "image" }, "media"],
    [{ source: "failure", type: "text" }, "failure"],
  ] as const)("%o looks like a %s", (line, expected) => {
    expect(look(line)).toBe(expected);
  });

  test("a notice has a title and fields", () => {
    expect(noticeOf("Paid\namount: 42\n\nwhen: now")).toEqual({
      title: "Paid",
      fields: ["amount: 42", "when: now"],
    });
  });

  test("only addresses of pages are opened", () => {
    expect(openable("https://mp.weixin.qq.com/s/x")).toBe("https://mp.weixin.qq.com/s/x");
    expect(openable("javascript:alert(1)")).toBeUndefined();
    expect(openable("")).toBeUndefined();
  });

  test("a code is known by its ticket or by its address", () => {
    expect(scanned("gQH47joA")).toEqual({ ticket: "gQH47joA" });
    expect(scanned("http://127.0.0.1/q/x")).toEqual({ url: "http://127.0.0.1/q/x" });
  });
});
