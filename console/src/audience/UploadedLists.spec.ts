// @vitest-environment jsdom
import userEvent from "@testing-library/user-event";
import { screen } from "@testing-library/vue";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contentType } from "@/audience/lists";
import UploadedLists from "@/audience/UploadedLists.vue";
import { show } from "@/testing/render";
import { serve, type Served } from "@/testing/server";

const PATH = "/api/v1/accounts/a1/audience/lists";
const list = {
  id: "l1",
  name: "vip.csv",
  count: 2,
  lines: 3,
  repeated: 0,
  unknown: 1,
  unknownOpenIds: ["o6_stranger"],
  createdAt: "2026-11-25T08:00:00Z",
};

describe("uploaded lists", () => {
  let server: Served;

  beforeEach(() => {
    document.cookie = "XSRF-TOKEN=t";
    server = serve();
    server.answer(`GET ${PATH}`, { items: [{ ...list, unknownOpenIds: [] }] });
  });
  afterEach(() => server.close());

  test("are chosen by their name", async () => {
    const page = await show(UploadedLists, { modelValue: "", accountId: "a1" });
    await userEvent.click(await screen.findByRole("radio", { name: /vip.csv/ }));
    expect(page.emitted("update:modelValue")).toEqual([["l1"]]);
  });

  test("come as a file, are chosen at once, and say who of them does not follow", async () => {
    server.answer(`POST ${PATH}`, list);
    const page = await show(UploadedLists, { modelValue: "", accountId: "a1" });
    const file = new File(["openid\no6_one\n"], "vip.csv", { type: "text/csv" });
    await userEvent.upload(screen.getByLabelText(/Upload a file/), file);
    expect(await screen.findByText(/3 lines read, 2 of them followers/)).toBeTruthy();
    expect(screen.getByText("o6_stranger")).toBeTruthy();
    expect(page.emitted("update:modelValue")).toEqual([["l1"]]);
    const request = server.requests.find(({ method }) => method === "POST");
    expect(request?.headers.get("Content-Type")).toBe("text/csv");
    expect(request?.url).toContain("name=vip.csv");
  });

  test("are what their ending says", () => {
    expect(contentType("A.CSV")).toBe("text/csv");
    expect(contentType("a.ndjson")).toBe("application/x-ndjson");
    expect(contentType("a")).toBe("text/plain");
  });
});
