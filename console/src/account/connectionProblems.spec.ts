import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "@/ui/locales/en.json";
import ja from "@/ui/locales/ja.json";
import zh from "@/ui/locales/zh-CN.json";

/** An account keeps only the code of what is wrong with its connection; the words are ours. */
const source = "../server/src/main/java/io/qunfa/server/account/ConnectionCheck.java";
const codes = [...readFileSync(source, "utf8").matchAll(/problem\(\s*"([\w-]+)"/g)].map(
  ([, code]) => code ?? "",
);

describe.each(Object.entries({ en, ja, zh }))("the problems of a connection in %s", (_, words) => {
  it.each(codes)("%s has a title and an advice", (code) => {
    const problem = (words.problem as Record<string, { title?: string; advice?: string }>)[code];
    expect(problem?.title).toBeTruthy();
    expect(problem?.advice).toBeTruthy();
  });
});

it("finds the codes", () => {
  expect(codes).toContain("app-secret-wrong");
  expect(codes.length).toBeGreaterThan(8);
});
