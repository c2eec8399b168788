import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  changedLimits,
  LIMIT_GROUPS,
  LIMIT_NAMES,
  limitOf,
  LIMITS,
  shownLimit,
  SWITCH_GROUPS,
  SWITCH_NAMES,
  UNLIMITED,
  type LimitName,
} from "@/sandbox/behaviour";

const WORLD = join(import.meta.dirname, "../../../sandbox/src/main/java/io/qunfa/sandbox/world");
const source = (name: string) => readFileSync(join(WORLD, name), "utf8");
const usual = Object.fromEntries(LIMIT_NAMES.map((name) => [name, LIMITS[name].usual])) as Record<
  LimitName,
  number
>;
const typed = Object.fromEntries(
  LIMIT_NAMES.map((name) => [name, shownLimit(usual[name])]),
) as Record<LimitName, string>;

describe("what can be set is what the sandbox has", () => {
  test("every switch", () => {
    const words = [...source("ContentSwitch.java").matchAll(/^ {4}[A-Z_0-9]+\("(\w+)"\)/gm)];
    const flags = [...source("Switches.java").matchAll(/^ {8}boolean (\w+),/gm)];
    const known = [...words, ...flags].map(([, word]) => word);
    expect([...SWITCH_NAMES].sort()).toEqual(known.sort());
  });

  test("each in exactly one group", () => {
    expect(Object.values(SWITCH_GROUPS).flat().sort()).toEqual([...SWITCH_NAMES].sort());
    expect(Object.values(LIMIT_GROUPS).flat().sort()).toEqual([...LIMIT_NAMES].sort());
  });

  test("every limit with its bounds", () => {
    const number = (text: string) =>
      text === "Integer.MAX_VALUE"
        ? UNLIMITED
        : text === "1 << 20"
          ? 1 << 20
          : +text.replaceAll("_", "");
    const rows = [
      ...source("Measure.java").matchAll(/\("(\w+)", ([^,]+), ([^,]+), ([^,)]+)\)[,;]/g),
    ].map(([, name, ...bounds]) => [name, bounds.map(number)]);
    expect(
      LIMIT_NAMES.map((name) => [
        name,
        [LIMITS[name].usual, LIMITS[name].least, LIMITS[name].most],
      ]),
    ).toEqual(rows);
  });
});

describe("a limit as it was typed", () => {
  test.each([
    ["pushAttempts", "4", 4],
    ["pushAttempts", "5", undefined],
    ["pushAttempts", "1.5", undefined],
    ["pushAttempts", "many", undefined],
    ["sendsAtOnce", "", UNLIMITED],
    ["tokenSeconds", " ", 7200],
  ] as const)("%s of %j is %s", (name, text, expected) => {
    expect(limitOf(name, text)).toBe(expected);
  });

  test("only what differs is sent", () => {
    expect(changedLimits(typed, usual)).toEqual({});
    expect(changedLimits({ ...typed, massTextBytes: "600" }, usual)).toEqual({
      massTextBytes: 600,
    });
  });
});
