import { describe, expect, test } from "vitest";
import { fromQuery, toQuery } from "@/ui/addressed";

const USUAL = { state: [] as string[], text: "", kind: "any" };

describe("a choice in the address", () => {
  test("is read, and what is missing or unknown changes nothing", () => {
    expect(fromQuery({ state: "held", text: ["a", "b"], other: "x" }, USUAL)).toEqual({
      state: ["held"],
      text: "a",
      kind: "any",
    });
    expect(fromQuery({ state: null, text: null }, USUAL)).toEqual(USUAL);
  });

  test("names only what is not as usual", () => {
    expect(toQuery({ ...USUAL, state: ["held", "failed"] }, USUAL)).toEqual({
      state: ["held", "failed"],
    });
    expect(toQuery(USUAL, USUAL)).toEqual({});
  });
});
