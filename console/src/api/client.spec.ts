// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answered, api, csrfToken, speak } from "@/api/client";
import { ProblemError, UNREACHABLE, UNREADABLE, toProblem } from "@/api/problem";
import { serve, type Served } from "@/testing/server";

describe("talking to the server", () => {
  let server: Served;

  beforeEach(() => (server = serve()));
  afterEach(() => {
    server.close();
    document.cookie = "XSRF-TOKEN=; Max-Age=0";
  });

  test("an answer is its body", async () => {
    server.answer("GET /api/v1/about", {
      version: "1",
      sandbox: null,
      now: "2026-11-25T00:00:00Z",
    });
    expect(await answered(api.GET("/api/v1/about"))).toMatchObject({ version: "1" });
  });

  test("a refusal is thrown with what the server said", async () => {
    server.refuse("GET /api/v1/session", 401, "not-signed-in", "Not signed in");
    const error = await answered(api.GET("/api/v1/session")).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(toProblem(error)).toMatchObject({
      code: "not-signed-in",
      title: "Not signed in",
      status: 401,
    });
  });

  test("an answer that is no problem is said to be unreadable", async () => {
    server.text("GET /api/v1/session", 502, "<html>Bad gateway</html>");
    const error = await answered(api.GET("/api/v1/session")).catch((thrown: unknown) => thrown);
    expect(toProblem(error)).toMatchObject({ code: UNREADABLE, status: 502 });
  });

  test("no answer at all is said to be that", async () => {
    server.silence("GET /api/v1/session");
    const error = await answered(api.GET("/api/v1/session")).catch((thrown: unknown) => thrown);
    expect(toProblem(error).code).toBe(UNREACHABLE);
  });

  test("a change carries the token of the cookie, a question does not", async () => {
    document.cookie = "XSRF-TOKEN=a%20b";
    server.answer("DELETE /api/v1/session", undefined, 204);
    server.answer("GET /api/v1/session", {
      operator: { id: "1", name: "admin", administrator: true },
      scopes: null,
    });
    await answered(api.DELETE("/api/v1/session"));
    await answered(api.GET("/api/v1/session"));
    expect(server.requests.map((each) => each.headers.get("X-XSRF-TOKEN"))).toEqual(["a b", null]);
  });

  test("without a cookie a harmless call fetches one first", async () => {
    server.answer("GET /api/v1/about", {}, 200, () => (document.cookie = "XSRF-TOKEN=fresh"));
    server.answer("DELETE /api/v1/session", undefined, 204);
    await answered(api.DELETE("/api/v1/session"));
    expect(server.requests.at(-1)?.headers.get("X-XSRF-TOKEN")).toBe("fresh");
  });

  test("words are asked for in the reader's language", async () => {
    speak("ja");
    server.answer("GET /api/v1/about", {});
    await answered(api.GET("/api/v1/about"));
    expect(server.requests[0]?.headers.get("Accept-Language")).toBe("ja");
  });
});

describe("the token in the cookies", () => {
  test.each([
    ["XSRF-TOKEN=abc", "abc"],
    ["a=1; XSRF-TOKEN=x%3Dy; b=2", "x=y"],
    ["NOT-XSRF-TOKEN=1", undefined],
    ["", undefined],
  ])("in %o is %o", (cookies, token) => {
    expect(csrfToken(cookies)).toBe(token);
  });
});
