import { describe, expect, test } from "vitest";
import { at, faults, isFaultless, newButton, sameMenu, toButtons, toForms } from "@/menu/menu";

const click = (name: string) => ({ ...newButton(name), key: "K" });

describe("a button", () => {
  test("is told with what its kind has and nothing else", () => {
    const [form] = toForms([{ ...click("Shop"), kind: "view", url: " https://a.b " }]);
    expect(form).toMatchObject({ kind: "view", url: "https://a.b", key: null, buttons: null });
  });

  test("is the same after it was published and read", () => {
    const menu = [{ ...newButton("More"), kind: "group", buttons: [click("Help")] }];
    expect(sameMenu(toButtons(toForms(menu)), menu)).toBe(true);
  });
});

describe("what is wrong with a button", () => {
  test.each([
    [{ ...click("") }, false, ["name"]],
    [{ ...click("联系我们吧") }, false, []],
    [{ ...click("联系我们吧呀") }, false, ["nameTooLong"]],
    [{ ...click("联系我们吧呀") }, true, []],
    [{ ...newButton("Help") }, false, ["empty"]],
    [{ ...newButton("Shop"), kind: "view", url: "example.com" }, false, ["notAnAddress"]],
    [{ ...newButton("More"), kind: "group" }, false, ["noButtons"]],
    [{ ...newButton("Help"), key: "x".repeat(129) }, false, ["tooLong"]],
  ])("%o", (button, isBelow, expected) => {
    expect(faults(button, isBelow)).toEqual(expected);
  });

  test("a menu is faultless when all of it is", () => {
    expect(isFaultless([])).toBe(false);
    expect(isFaultless([click("Help")])).toBe(true);
    const group = { ...newButton("More"), kind: "group", buttons: [newButton("Help")] };
    expect(isFaultless([click("Help"), group])).toBe(false);
  });
});

test("a button is found by its place", () => {
  const menu = [click("a"), { ...newButton("b"), kind: "group", buttons: [click("c")] }];
  expect(at(menu, { top: 1, below: 0 })?.name).toBe("c");
  expect(at(menu, { top: 2 })).toBeUndefined();
  expect(at(menu, undefined)).toBeUndefined();
});
