import { expect, test } from "vitest";
import { fileName } from "@/api/download";
import { address } from "@/api/address";

test("an address names what is asked, and lists as often as they have values", () => {
  expect(address("/a.csv", { state: ["held", "failed"], text: "a&b", by: undefined })).toBe(
    "/a.csv?state=held&state=failed&text=a%26b",
  );
  expect(address("/a.csv", {})).toBe("/a.csv");
});

test("a file has the name that the server gave it", () => {
  expect(fileName('attachment; filename="audit.csv"')).toBe("audit.csv");
  expect(fileName(null)).toBe("table.csv");
});
