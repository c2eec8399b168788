// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import AudienceText from "@/audience/AudienceText.vue";
import { show } from "@/testing/render";
import { anOverview } from "@/testing/samples";
import { serve, type Served } from "@/testing/server";

const text = async (openIds: string[], size: number | null) => {
  const audience = { kind: "openIds" as const, openIds };
  const { container } = await show(AudienceText, { audience, accountId: "a1", size });
  return container.textContent;
};

describe("an audience of OpenIDs in words", () => {
  let server: Served;

  beforeEach(() => {
    server = serve();
    server.answer("GET /api/v1/accounts/a1/audience", anOverview());
  });
  afterEach(() => server.close());

  test("is told by its number once it was counted", async () => {
    expect(await text([], 1200)).toBe("1,200 OpenIDs");
  });

  test("is told by its list while nobody counted, and never as 0", async () => {
    expect(await text(["o1"], null)).toBe("1 OpenID");
    expect(await text([], null)).not.toContain("0");
  });
});
