import { describe, expect, test } from "vitest";
import { parseOpenIds } from "@/audience/openIds";

const A = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const B = "o6_bmasdasdsad6_2sgVt7hMZOPf";

describe("reading a list of OpenIDs", () => {
  test.each([
    ["lines", `${A}\n${B}\n`],
    ["Windows lines", `${A}\r\n${B}`],
    ["commas of both widths", `${A},${B}，`],
    ["JSON", `{"openid":["${A}","${B}"]}`],
    ["a CSV with a heading", `openid\n"${A}"\n"${B}"`],
    ["a byte order mark", `\uFEFF${A}\n${B}`],
  ])("accepts %s", (_, text) => {
    expect(parseOpenIds(text)).toEqual({ openIds: [A, B], repeated: 0, unreadable: [] });
  });

  test("counts what came twice and keeps it once", () => {
    expect(parseOpenIds(`${A} ${B} ${A}`)).toMatchObject({ openIds: [A, B], repeated: 1 });
  });

  test("names what cannot be an OpenID", () => {
    expect(parseOpenIds(`${A}\n张三\nabc`).unreadable).toEqual(["张三", "abc"]);
  });

  test("an empty text is an empty list", () => {
    expect(parseOpenIds(" \n ")).toEqual({ openIds: [], repeated: 0, unreadable: [] });
  });
});
