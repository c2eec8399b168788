import { describe, expect, test } from "vitest";
import {
  curlOf,
  errorCode,
  isWanted,
  KEPT,
  merged,
  noteParts,
  type Entry,
} from "@/sandbox/journal";

function entry(id: number): Entry {
  const seen = {
    id,
    time: "2026-11-25T00:00:00Z",
    appid: "wx1",
    body: "",
    answer: "",
    outcome: "200",
  };
  return { is: "request", method: "GET", path: "/cgi-bin/token", query: "", notes: [], ...seen };
}

const ids = (entries: Entry[]) => entries.map(({ id }) => id);

describe("the event log on the page", () => {
  test("is newest first and shows each entry once", () => {
    expect(ids(merged([entry(2), entry(1)], [entry(3), entry(2)]))).toEqual([3, 2, 1]);
  });

  test("keeps no more than fit", () => {
    const many = Array.from({ length: KEPT + 5 }, (_, index) => entry(index));
    expect(merged([], many)).toHaveLength(KEPT);
    expect(merged([], many)[0]?.id).toBe(KEPT + 4);
  });

  test.each([
    ['{"errcode":44004,"errmsg":"empty content"}', 44004],
    ['{"errcode":-1,"errmsg":"system error"}', -1],
    ['{"errcode":0,"errmsg":"ok"}', undefined],
    ['{"access_token":"…"}', undefined],
    ["success", undefined],
  ])("%s is refused with %s", (answer, code) => {
    expect(errorCode(answer)).toBe(code);
  });

  test("is found by path, code and account", () => {
    const all = { path: "", code: "", appid: "", refusedOnly: false };
    const refused = { ...entry(1), answer: '{"errcode":40001,"errmsg":"x"}' };
    expect(isWanted(refused, { ...all, path: "TOKEN", code: "40001", appid: "wx1" })).toBe(true);
    expect(isWanted(refused, { ...all, path: "mass" })).toBe(false);
    expect(isWanted(refused, { ...all, code: "4000" })).toBe(false);
    expect(isWanted(refused, { ...all, appid: "wx2" })).toBe(false);
    expect(isWanted(entry(2), { ...all, refusedOnly: true })).toBe(false);
  });

  test("is a command for a shell, whatever its text says", () => {
    const seen = { ...entry(1), method: "POST", query: "a=1&b", body: `{"a":"it's"}` } as Entry;
    expect(curlOf(seen, "http://h")).toBe(
      `curl -X POST 'http://h/cgi-bin/token?a=1&b' -H 'Content-Type: application/json' --data-raw '{"a":"it'\\''s"}'`,
    );
  });

  test("a near miss stands out", () => {
    expect(noteParts("unknown field to_user; near: touser (names are in lower case)")).toEqual([
      { text: "unknown field to_user; ", stands: false },
      { text: "near: touser ", stands: true },
      { text: "(names are in lower case)", stands: false },
    ]);
    expect(noteParts("failed: a text")).toEqual([{ text: "failed: a text", stands: false }]);
  });
});
