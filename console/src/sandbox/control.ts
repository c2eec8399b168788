/** The control surface of the sandbox, as far as its pages use it. */

export interface Callback {
  url: string;
  token: string;
  aesKey: string;
  mode: "plain" | "compatible" | "safe";
}

export interface SandboxAccount {
  appid: string;
  secret: string;
  originalId: string;
  name: string;
  kind: "service" | "subscription" | "test";
  verified: boolean;
  followers: number;
  callback: Callback | null;
}

export interface Follower {
  openid: string;
  wxname: string;
  followedAt: string;
}

export interface FollowerPage {
  total: number;
  followers: Follower[];
  next: string | null;
}

export interface PhoneMessage {
  time: string;
  source: "mass" | "preview" | "customer" | "reply" | "failure" | "said";
  type: string;
  content: string;
  msgId?: number;
}

export interface Chat {
  messages: PhoneMessage[];
  massMessagesThisMonth: number;
}

export interface Clock {
  now: string;
  beijing: string;
  rate: number;
}

export interface LedgerEntry {
  msgId: number;
  time: string;
  kind: string;
  audience: number;
  filtered: number;
  delivered: number;
  failed: number;
  content: string;
  clientKey: string | null;
}

interface Seen {
  id: number;
  time: string;
  appid: string;
  body: string;
  answer: string;
  outcome: string;
}

export interface RequestSeen extends Seen {
  method: string;
  path: string;
  query: string;
  notes: string[];
}

export interface CallbackPushed extends Seen {
  url: string;
  kind: string;
  attempt: number;
}

/** The sandbox said no, in a stable word and a sentence. */
export class ControlError extends Error {
  constructor(
    readonly code: string,
    reason: string,
  ) {
    super(reason);
    this.name = "ControlError";
  }
}

const JSON_TYPE = { "Content-Type": "application/json" };

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`/_sandbox/${path}`, {
    method,
    ...(body && { headers: JSON_TYPE, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return answer as T;
  const { code = "unknown", reason = "" } = (answer ?? {}) as { code?: string; reason?: string };
  throw new ControlError(code, reason);
}

function account(appid: string): string {
  return `accounts/${encodeURIComponent(appid)}`;
}

function follower(appid: string, openid: string): string {
  return `${account(appid)}/followers/${encodeURIComponent(openid)}`;
}

function page(parameters: Record<string, string | number | undefined>): string {
  const known = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString();
}

export const control = {
  accounts: () => call<{ accounts: SandboxAccount[] }>("GET", "accounts"),
  createAccount: (kind: SandboxAccount["kind"]) =>
    call<SandboxAccount>("POST", "accounts", { kind }),
  configure: (appid: string, callback: Partial<Callback>) =>
    call<SandboxAccount>("PATCH", account(appid), { callback }),

  followers: (appid: string, after: string | undefined, limit: number) =>
    call<FollowerPage>("GET", `${account(appid)}/followers?${page({ after, limit })}`),
  follow: (appid: string, count: number) =>
    call<{ followers: Follower[] }>("POST", `${account(appid)}/followers`, { count }),
  followAgain: (appid: string, openid: string) =>
    call<{ followers: Follower[] }>("POST", `${account(appid)}/followers`, { openid }),
  unfollow: (appid: string, openid: string) => call<undefined>("DELETE", follower(appid, openid)),

  chat: (appid: string, openid: string) =>
    call<Chat>("GET", `${follower(appid, openid)}/messages?said=true`),
  say: (appid: string, openid: string, content: string) =>
    call<object>("POST", `${follower(appid, openid)}/messages`, { type: "text", content }),

  ledger: (appid: string) =>
    call<{ ledger: LedgerEntry[] }>("GET", `${account(appid)}/ledger?limit=1000`),

  clock: () => call<Clock>("GET", "clock"),
  advance: (duration: string) => call<Clock>("POST", "clock", { advance: duration }),
  rate: (rate: number) => call<Clock>("POST", "clock", { rate }),

  requests: (after: number, limit: number) =>
    call<{ requests: RequestSeen[]; next: number | null }>(
      "GET",
      `requests?${page({ after, limit })}`,
    ),
  callbacks: (after: number, limit: number) =>
    call<{ callbacks: CallbackPushed[]; next: number | null }>(
      "GET",
      `callbacks?${page({ after, limit })}`,
    ),
};
