import { expect, test } from "vitest";
import { saying, toSample } from "@/reply/sample";

test("what a follower might do is told with what belongs to it", () => {
  expect(toSample("text", "price")).toEqual({ kind: "text", text: "price" });
  expect(toSample("menu_click", "HELP")).toEqual({ kind: "menu_click", key: "HELP" });
  expect(toSample("scan", "shop")).toEqual({ kind: "scan", scene: "shop" });
  expect(toSample("follow", "left over")).toEqual({ kind: "follow" });
  expect(saying("image")).toBeUndefined();
});
