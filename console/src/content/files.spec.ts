import { expect, test } from "vitest";
import { fileSize, ruleOf } from "@/content/files";

test("what stays may have more formats than what does not", () => {
  expect(ruleOf("image", true).formats).toContain(".bmp");
  expect(ruleOf("image", false).formats).not.toContain(".bmp");
  expect(ruleOf("thumb", true).maxBytes).toBe(64 * 1024);
});

test("sizes are told in the unit that fits", () => {
  expect(fileSize(12, "en")).toBe("12 byte");
  expect(fileSize(1536, "en")).toBe("1.5 kB");
  expect(fileSize(10 * 1024 * 1024, "en")).toBe("10 MB");
});
