import { expect, test } from "vitest";
import { newRule, type RuleDraft } from "@/reply/rule";
import { occasionOf, saying, toSample } from "@/reply/sample";

test("what a follower might do is told with what belongs to it", () => {
  expect(toSample("text", "price")).toEqual({ kind: "text", text: "price" });
  expect(toSample("menu_click", "HELP")).toEqual({ kind: "menu_click", key: "HELP" });
  expect(toSample("scan", "shop")).toEqual({ kind: "scan", scene: "shop" });
  expect(toSample("follow", "left over")).toEqual({ kind: "follow" });
  expect(saying("image")).toBeUndefined();
});

test.each<[Partial<RuleDraft["trigger"]>, string, string, boolean]>([
  [{ kind: "keywords" }, "text", "", true],
  [{ kind: "fallback" }, "text", "", true],
  [{ kind: "message", messageKinds: ["image", "text"] }, "image", "", false],
  [{ kind: "menu_click", key: "HELP" }, "menu_click", "HELP", false],
  [{ kind: "scan", scene: "" }, "scan", "any", false],
  [{ kind: "follow" }, "follow", "", false],
])("a rule for %o is tried with %s", (trigger, kind, value, says) => {
  const rule = newRule();
  expect(occasionOf({ ...rule, trigger: { ...rule.trigger, ...trigger } })).toEqual({
    kind,
    value,
    says,
  });
});
