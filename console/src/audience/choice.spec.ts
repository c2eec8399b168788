import { describe, expect, test } from "vitest";
import { isChosen, NOTHING, toAudience, toChoice, type Audience } from "@/audience/choice";

describe("choosing an audience", () => {
  test("nothing chosen is no audience, and never everyone", () => {
    expect(toAudience(NOTHING)).toBeUndefined();
  });

  test("a tag without its id is no audience yet", () => {
    expect(toAudience({ ...NOTHING, kind: "tag" })).toBeUndefined();
  });

  test("a list without an OpenID is no audience yet", () => {
    expect(toAudience({ ...NOTHING, kind: "openIds", openIds: " , " })).toBeUndefined();
  });

  test("a list that is not told one by one is kept, and is no new audience", () => {
    const kept = toChoice({ kind: "openIds", openIds: [] }, 12_000);
    expect(kept).toMatchObject({ kind: "kept", keptSize: 12_000 });
    expect(isChosen(kept)).toBe(true);
    expect(toAudience(kept)).toBeUndefined();
    expect(isChosen({ ...NOTHING, kind: "uploaded" })).toBe(false);
  });

  test.each<Audience>([
    { kind: "all" },
    { kind: "tag", tagId: "100" },
    { kind: "openIds", openIds: ["o6_bmjrPTlm6_2sgVt7hMZOPfL2M"] },
    { kind: "uploaded", listId: "l1" },
  ])("$kind survives being edited", (audience) => {
    expect(toAudience(toChoice(audience))).toEqual(audience);
  });
});
