import { describe, expect, test } from "vitest";
import { errorCode, KEPT, merged, type Entry } from "@/sandbox/journal";

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
});
