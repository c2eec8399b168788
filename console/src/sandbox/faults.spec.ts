import { describe, expect, test } from "vitest";
import { BLANK, detail, isComplete, toFault, valueOf } from "@/sandbox/faults";

describe("a fault", () => {
  test("is complete with a path and a number of times", () => {
    expect(isComplete(BLANK)).toBe(true);
    expect(isComplete({ ...BLANK, times: "" })).toBe(true);
    expect(isComplete({ ...BLANK, times: "0" })).toBe(false);
    expect(isComplete({ ...BLANK, times: "often" })).toBe(false);
    expect(isComplete({ ...BLANK, path: " " })).toBe(false);
  });

  test("is ordered with what its effect needs", () => {
    expect(toFault(BLANK)).toEqual({
      effect: "drop-after",
      path: "/cgi-bin/message/mass/sendall",
      times: 1,
    });
    expect(toFault({ ...BLANK, effect: "errcode", value: "45009", times: "" })).toEqual({
      effect: "errcode",
      path: "/cgi-bin/message/mass/sendall",
      errcode: 45009,
    });
    expect(toFault({ ...BLANK, effect: "late", path: "MASSSENDJOBFINISH" })).toMatchObject({
      delay: "PT1H",
    });
  });

  test("says what it does beside its effect", () => {
    expect(detail({ path: "*", effect: "status", status: 503 })).toBe("503");
    expect(detail({ path: "*", effect: "reset" })).toBe("");
    expect(valueOf("half")).toBeUndefined();
  });
});
