type Respond = () => Response | Promise<Response>;

/** The server as a spec needs it: what it answers to a request line, and what it was asked. */
export interface Served {
  requests: Request[];
  answer(line: string, body: unknown, status?: number, before?: () => void): void;
  refuse(line: string, status: number, code: string, title: string): void;
  text(line: string, status: number, body: string): void;
  silence(line: string): void;
  close(): void;
}

/** Stands in for the network below our client; an unexpected request fails the spec. */
export function serve(): Served {
  const real = globalThis.fetch;
  const routes = new Map<string, Respond>();
  const requests: Request[] = [];

  globalThis.fetch = async (input, init) => {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), location.origin), init);
    requests.push(request);
    const line = `${request.method} ${new URL(request.url).pathname}`;
    const respond = routes.get(line);
    if (!respond) throw new Error(`nobody said what to answer to ${line}`);
    return respond();
  };

  const json = (status: number, body: unknown, type: string) =>
    new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { "Content-Type": type },
    });

  return {
    requests,
    answer: (line, body, status = 200, before) =>
      void routes.set(line, () => {
        before?.();
        return json(status, body, "application/json");
      }),
    refuse: (line, status, code, title) => {
      const problem = {
        type: `urn:qunfa:problem:${code}`,
        title,
        status,
        detail: "",
        code,
        parameters: {},
        errors: [],
      };
      routes.set(line, () => json(status, problem, "application/problem+json"));
    },
    text: (line, status, body) => void routes.set(line, () => new Response(body, { status })),
    silence: (line) => void routes.set(line, () => Promise.reject(new TypeError("fetch failed"))),
    close: () => (globalThis.fetch = real),
  };
}
