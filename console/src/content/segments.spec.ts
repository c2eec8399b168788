import { describe, expect, test } from "vitest";
import { segments } from "@/content/segments";

describe("cutting a text as WeChat shows it", () => {
  test("a plain text stays in one piece, line breaks included", () => {
    expect(segments("hello\nfrom boxer.")).toEqual([{ kind: "text", text: "hello\nfrom boxer." }]);
  });

  test("an empty text has no pieces", () => {
    expect(segments("")).toEqual([]);
  });

  test("an anchor becomes a link with its own words", () => {
    expect(segments('看<a href="https://mp.weixin.qq.com/s/x">这篇</a>。')).toEqual([
      { kind: "text", text: "看" },
      { kind: "link", text: "这篇", href: "https://mp.weixin.qq.com/s/x" },
      { kind: "text", text: "。" },
    ]);
  });

  test("a bare address becomes a link and leaves the full stop outside", () => {
    expect(segments("see https://example.com/a?b=1. Bye")).toEqual([
      { kind: "text", text: "see " },
      { kind: "link", text: "https://example.com/a?b=1", href: "https://example.com/a?b=1" },
      { kind: "text", text: ". Bye" },
    ]);
  });

  test("a bare address ends where Chinese begins", () => {
    expect(segments("https://example.com看看")[0]).toMatchObject({ text: "https://example.com" });
  });

  test("a mini-program link is marked as one", () => {
    const text = '<a href="" data-miniprogram-appid="wx1" data-miniprogram-path="p">去下单</a>';
    expect(segments(text)).toEqual([{ kind: "mini-program", text: "去下单" }]);
  });

  test("other markup is shown literally", () => {
    expect(segments("<b>bold</b>")).toEqual([{ kind: "text", text: "<b>bold</b>" }]);
  });
});
