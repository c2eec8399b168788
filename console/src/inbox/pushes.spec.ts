import { expect, test } from "vitest";
import { chosen, EVERYTHING } from "@/inbox/pushes";

test("an empty filter asks for nothing, blanks are no value", () => {
  expect(chosen(EVERYTHING)).toEqual({});
  expect(chosen({ kind: " text ", sender: " ", state: "failed" })).toEqual({
    kind: "text",
    state: "failed",
  });
});
