import { describe, expect, test } from "vitest";
import { localProblem, ProblemError } from "@/api/problem";
import { createQueries, worthRetrying } from "@/api/queries";

const refusal = (status: number, code = "x") => new ProblemError(localProblem(code, status));

describe("asking again", () => {
  test.each([
    ["silence", new TypeError("fetch failed"), true],
    ["a fault of the server", refusal(503), true],
    ["a refusal", refusal(422), false],
    ["a missing thing", refusal(404), false],
  ])("after %s: %s", (_, error, again) => {
    expect(worthRetrying(0, error)).toBe(again);
  });

  test("ends after two repeats", () => {
    expect(worthRetrying(2, refusal(503))).toBe(false);
  });
});

describe("a session that ended", () => {
  test("is noticed by whatever asked", async () => {
    let noticed = 0;
    const queries = createQueries(() => (noticed += 1));
    const ask = (code: string) =>
      queries.fetchQuery({ queryKey: [code], queryFn: () => Promise.reject(refusal(401, code)) });
    await expect(ask("other")).rejects.toThrow();
    expect(noticed).toBe(0);
    await expect(ask("not-signed-in")).rejects.toThrow();
    expect(noticed).toBe(1);
  });
});
