import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "@/api/schema";
import { isProblem, localProblem, ProblemError, UNREADABLE } from "@/api/problem";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
let language = "en";

/** Titles and details of problems and findings come back in this language. */
export function speak(locale: string): void {
  language = locale;
}

export function spoken(): string {
  return language;
}

export function csrfToken(cookies: string): string | undefined {
  const pair = cookies.split("; ").find((each) => each.startsWith("XSRF-TOKEN="));
  return pair && decodeURIComponent(pair.slice("XSRF-TOKEN=".length));
}

/** The cookie comes with any answer, so a first harmless call fetches it. */
async function ensureCsrfToken(): Promise<string | undefined> {
  const known = csrfToken(document.cookie);
  if (known) return known;
  await fetch("/api/v1/about", { credentials: "same-origin" });
  return csrfToken(document.cookie);
}

const headers: Middleware = {
  async onRequest({ request }) {
    request.headers.set("Accept-Language", language);
    if (SAFE.has(request.method)) return request;
    const token = await ensureCsrfToken();
    if (token) request.headers.set("X-XSRF-TOKEN", token);
    return request;
  },
};

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin,
  credentials: "same-origin",
  fetch: (request: Request) => globalThis.fetch(request),
});
api.use(headers);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful answer; anything else is thrown as a problem. */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw new ProblemError(isProblem(error) ? error : localProblem(UNREADABLE, response.status));
}
