import { expect, test } from "vitest";
import { randomKey } from "@/sandbox/key";

test("an EncodingAESKey has 43 letters and digits, each time others", () => {
  expect(randomKey()).toMatch(/^[A-Za-z0-9]{43}$/);
  expect(randomKey()).not.toBe(randomKey());
});
