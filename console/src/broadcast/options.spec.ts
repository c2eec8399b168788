import { describe, expect, test } from "vitest";
import { isDecided, NO_OPTIONS, toOptions, toOptionsRequest } from "@/broadcast/options";

describe("the options of a broadcast", () => {
  test("survive being edited", () => {
    const options = { ...NO_OPTIONS, onceOnlyKey: "spring-2026", severalDays: true };
    expect(
      toOptions({ ...toOptionsRequest(options), onceOnlyKey: "spring-2026" } as never),
    ).toEqual(options);
  });

  test("send no key that is only blanks", () => {
    expect(toOptionsRequest({ ...NO_OPTIONS, onceOnlyKey: "  " })).not.toHaveProperty(
      "onceOnlyKey",
    );
  });

  test("an unknown word of the server is taken for the careful choice", () => {
    const view = { ...NO_OPTIONS, onceOnlyKey: null, overQuota: "something new" };
    expect(toOptions(view).overQuota).toBe("leave-out");
  });

  test("are hidden only while nothing was decided", () => {
    expect(isDecided(NO_OPTIONS)).toBe(false);
    expect(isDecided({ ...NO_OPTIONS, overQuota: "keep" })).toBe(true);
  });
});
