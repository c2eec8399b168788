import { describe, expect, test } from "vitest";
import type { RuleView as Rule, TriggerForm } from "@/api/schema";
import { unanswered, warnings } from "@/reply/warnings";

function rule(id: string, trigger: Partial<TriggerForm>, enabled = true): Rule {
  return { id, name: id, enabled, trigger } as Rule;
}

const says = (match: string, ...texts: string[]) => ({
  kind: "keywords",
  keywords: texts.map((text) => ({ text, match })),
});
const of = (rules: Rule[], buttons?: string[]) =>
  [...warnings(rules, buttons)].flatMap(([id, found]) =>
    found.map(({ kind, by, words }) => [id, kind, by, words.join(",")].join(" ").trim()),
  );

describe("a rule never answers", () => {
  test.each([
    ["a second welcome", { kind: "follow" }, { kind: "follow" }, ""],
    ["a second fallback", { kind: "fallback" }, { kind: "fallback" }, ""],
    ["a longer keyword", says("contains", "开门"), says("contains", "几点开门"), "几点开门"],
    ["an exact one", says("contains", "menu"), says("exact", "ＭＥＮＵ "), "ＭＥＮＵ "],
    [
      "a keyword behind any text",
      { kind: "message", messageKinds: ["text"] },
      says("exact", "a"),
      "a",
    ],
    ["the same button", { kind: "menu_click", key: "K" }, { kind: "menu_click", key: "K" }, "K"],
    ["a code behind any code", { kind: "scan" }, { kind: "scan", scene: "s" }, "s"],
  ])("%s", (_, first, second, words) => {
    expect(of([rule("a", first), rule("b", second)])).toEqual([`b never a ${words}`.trim()]);
  });

  test("when several together answer all of it", () => {
    const both = { kind: "message", messageKinds: ["image", "video"] };
    const single = ["image", "video"].map((kind) =>
      rule(kind, { kind: "message", messageKinds: [kind] }),
    );
    expect(of([...single, rule("c", both)])).toEqual([
      "c never image image",
      "c never video video",
    ]);
  });
});

describe("a rule answers", () => {
  test.each([
    ["a shorter keyword", says("contains", "几点开门"), says("contains", "开门")],
    ["the word within others", says("exact", "开门"), says("contains", "开门")],
    ["a pattern that nobody can compare", says("contains", "a"), says("pattern", "a+")],
    ["a code behind another", { kind: "scan", scene: "s" }, { kind: "scan" }],
    ["a welcome behind a fallback", { kind: "fallback" }, { kind: "follow" }],
  ])("%s", (_, first, second) => {
    expect(of([rule("a", first), rule("b", second)])).toEqual([]);
  });

  test("where the one before it is off", () => {
    expect(of([rule("a", { kind: "follow" }, false), rule("b", { kind: "follow" })])).toEqual([]);
  });
});

test("some words of a rule are answered by another", () => {
  const rules = [rule("a", says("exact", "价格")), rule("b", says("exact", "价格", "多少钱"))];
  expect(of(rules)).toEqual(["b partly a 价格"]);
});

describe("buttons and rules", () => {
  const rules = [
    rule("a", { kind: "menu_click", key: "HELP" }),
    rule("b", { kind: "menu_click", key: "OLD" }),
    rule("c", { kind: "menu_click", key: "OFF" }, false),
  ];

  test("a rule for a button that the menu does not have", () => {
    expect(of(rules, ["HELP", "OFF"])).toEqual(["b button  OLD"]);
  });

  test("a button that nothing answers", () => {
    expect(unanswered(["HELP", "OFF", "NEW", "NEW"], rules)).toEqual(["OFF", "NEW"]);
  });
});
