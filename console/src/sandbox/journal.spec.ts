// @vitest-environment jsdom
import { effectScope, nextTick, ref } from "vue";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  curlOf,
  EVERYTHING,
  isBroken,
  isWanted,
  KEPT,
  merged,
  noteParts,
  questionOf,
  useJournal,
  type Entry,
} from "@/sandbox/journal";
import { serve, type Served } from "@/testing/server";

function entry(id: number): Entry {
  const seen = {
    id,
    time: "2026-11-25T00:00:00Z",
    appid: "wx1",
    body: "",
    answer: "",
    outcome: "200",
    errcode: 0,
    refused: false,
  };
  return { is: "request", method: "GET", path: "/cgi-bin/token", query: "", notes: [], ...seen };
}

const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);

describe("the event log on the page", () => {
  test("is newest first and shows each entry once", () => {
    expect(ids(merged([entry(2), entry(1)], [entry(3), entry(2)]))).toEqual([3, 2, 1]);
  });

  test("keeps no more than fit", () => {
    const many = Array.from({ length: KEPT + 5 }, (_, index) => entry(index));
    expect(merged([], many)).toHaveLength(KEPT);
    expect(merged([], many)[0]?.id).toBe(KEPT + 4);
  });

  test("is asked for with what was filled in, in Beijing's time", () => {
    const typed = { path: " mass ", code: "45028", since: "2026-11-25T08:00", refusedOnly: true };
    expect(questionOf({ ...EVERYTHING, ...typed })).toEqual({
      path: "mass",
      errcode: "45028",
      since: "2026-11-25T08:00:00+08:00",
      refused: true,
    });
    expect(questionOf({ ...EVERYTHING, code: "-" })).toEqual({});
  });

  test("takes what happens now when it is what was asked for", () => {
    const refused = { ...entry(1), errcode: 40001, refused: true };
    const wanted = (more: object) => isWanted(refused, { ...EVERYTHING, ...more });
    expect(wanted({ path: "TOKEN", code: "40001", appid: "wx1", refusedOnly: true })).toBe(true);
    expect(wanted({ since: "2026-11-25T08:00", until: "2026-11-25T08:00:01" })).toBe(true);
    expect(wanted({ path: "mass" })).toBe(false);
    expect(wanted({ code: "4000" })).toBe(false);
    expect(wanted({ appid: "wx2" })).toBe(false);
    expect(wanted({ until: "2026-11-25T08:00" })).toBe(false);
    expect(isWanted(entry(2), { ...EVERYTHING, refusedOnly: true })).toBe(false);
  });

  test.each([
    [0, [7, 8], false],
    [6, [7, 8], false],
    [5, [7, 8], true],
    [6, [7, 9], true],
  ])("after %i, %j leaves something out: %s", (heard, fresh, broken) => {
    expect(isBroken(heard, fresh.map(entry))).toBe(broken);
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

describe("the event log as it happens", () => {
  let server: Served;
  let tell: (entry: Entry) => void;
  const scope = effectScope();

  beforeEach(() => {
    server = serve();
    vi.stubGlobal(
      "EventSource",
      class {
        addEventListener(is: string, hear: (event: { data: string }) => void): void {
          if (is === "request") tell = (entry) => hear({ data: JSON.stringify(entry) });
        }
        close(): void {}
      },
    );
  });
  afterEach(() => {
    server.close();
    vi.unstubAllGlobals();
  });

  function page(newest: number, next: number | null) {
    const entries = [entry(newest), entry(newest - 1)];
    server.answer("GET /_sandbox/journal", { entries, matching: newest, next });
  }

  test("is read further, live, and anew where the stream left something out", async () => {
    page(10, 9);
    const isReading = ref(false);
    const wanted = ref({ ...EVERYTHING });
    const log = scope.run(() => useJournal(wanted, isReading)) as ReturnType<typeof useJournal>;
    await vi.waitFor(() => expect(ids(log.entries.value)).toEqual([10, 9]));

    page(8, null);
    log.more();
    await vi.waitFor(() => expect(ids(log.entries.value)).toEqual([10, 9, 8, 7]));
    expect(server.requests.at(-1)?.url).toContain("before=9");

    tell(entry(11));
    await vi.waitFor(() => expect(ids(log.entries.value)[0]).toBe(11));
    expect(log.matching.value).toBe(9);

    page(99, 98);
    tell(entry(50));
    await vi.waitFor(() => expect(ids(log.entries.value)).toEqual([99, 98]));

    isReading.value = true;
    tell(entry(200));
    await vi.waitFor(() => expect(log.isStale.value).toBe(true), 3_000);
    expect(ids(log.entries.value)).toEqual([99, 98]);

    page(300, null);
    log.renew();
    await vi.waitFor(() => expect(ids(log.entries.value)).toEqual([300, 299]));
    await nextTick();
    scope.stop();
  });
});
