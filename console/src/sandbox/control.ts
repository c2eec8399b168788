/** The control surface of the sandbox, as far as its pages use it. */
import type { Limits, Switches } from "@/sandbox/behaviour";
import type { Entry, JournalQuestion } from "@/sandbox/journal";

export interface Callback {
  url: string;
  token: string;
  aesKey: string;
  mode: "plain" | "compatible" | "safe";
}

export type Kind = "service" | "subscription" | "test";

export interface Domains {
  js: string[];
  oauth: string;
}

export interface SandboxAccount {
  appid: string;
  secret: string;
  originalId: string;
  name: string;
  kind: Kind;
  verified: boolean;
  pay: boolean;
  massProtection: boolean;
  followers: number;
  callback: Callback | null;
  domains: Domains;
  limits: Limits;
  switches: Switches;
}

/** What may be changed about an account, each alone. */
export type Change = Partial<
  Pick<SandboxAccount, "name" | "verified" | "pay" | "massProtection">
> & {
  callback?: Partial<Callback>;
  domains?: Partial<Domains>;
  limits?: Partial<Limits>;
  switches?: Partial<Switches>;
};

export interface NewAccount {
  kind: Kind;
  name: string;
  verified: boolean;
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
  source: "mass" | "preview" | "customer" | "notice" | "reply" | "failure" | "said";
  type: string;
  content: string;
  title: string;
  text: string;
  url: string;
  mediaId: string;
  mediaIds?: string[];
  articles?: ArticleLine[];
  choices?: { id: string; content: string }[];
  msgId?: number;
}

/** One article of a message; its cover is a media id. */
export interface ArticleLine {
  title: string;
  digest: string;
  url: string;
  cover: string;
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

export interface MenuButton {
  type?: string;
  name: string;
  key?: string;
  url?: string;
  sub_button?: MenuButton[];
}

/** Whether an account may make a call, and how often a day. */
export interface Permission {
  path: string;
  allowed: boolean;
  usedToday: number;
  daily: number | null;
}

export interface Template {
  templateId: string;
  title: string;
  content: string;
}

export interface Send {
  msgId: number;
  acceptedAt: string;
  kind: string;
  state: "wait_admin" | "content_review" | "sending" | "finished" | "failed" | "deleted";
  type: string;
  content: string;
}

export interface Reprint {
  mediaId: string;
  index: number;
  original: { url: string };
  canReprint: boolean;
}

export interface Fault {
  path: string;
  effect: string;
  times?: number;
  probability?: number;
  errcode?: number;
  status?: number;
  delay?: string;
}

interface Seen {
  id: number;
  time: string;
  appid: string;
  body: string;
  answer: string;
  outcome: string;
  /** What the answer says, 0 when it says none. */
  errcode: number;
  refused: boolean;
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

export const SNAPSHOT = "/_sandbox/snapshot";

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  return request(method, path, body && { headers: JSON_TYPE, body: JSON.stringify(body) });
}

async function request<T>(method: string, path: string, more?: RequestInit): Promise<T> {
  const response = await fetch(`/_sandbox/${path}`, { method, ...more });
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

/** Where this page finds the bytes of a media id. */
export function mediaAddress(appid: string, mediaId: string): string {
  return `/_sandbox/${account(appid)}/media/${encodeURIComponent(mediaId)}`;
}

function page(parameters: Record<string, string | number | boolean | undefined>): string {
  const known = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString();
}

export const control = {
  accounts: (after: string | undefined, limit: number) =>
    call<{ accounts: SandboxAccount[]; next: string | null }>(
      "GET",
      `accounts?${page({ after, limit })}`,
    ),
  account: (appid: string) => call<SandboxAccount>("GET", account(appid)),
  createAccount: (wanted: NewAccount) => call<SandboxAccount>("POST", "accounts", wanted),
  deleteAccount: (appid: string) => call<undefined>("DELETE", account(appid)),
  change: (appid: string, change: Change) => call<SandboxAccount>("PATCH", account(appid), change),

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

  act: (appid: string, openid: string, deed: object) =>
    call<object>("POST", `${follower(appid, openid)}/messages`, deed),
  scan: (appid: string, scan: { url: string; openid?: string }) =>
    call<{ openid: string; wxname: string }>("POST", `${account(appid)}/scan`, scan),
  menu: (appid: string, openid: string) =>
    call<{ button: MenuButton[] }>("GET", `${follower(appid, openid)}/menu`),
  visitor: (appid: string, openid: string) =>
    call<undefined>("PUT", `${account(appid)}/visitor`, { openid }),

  permissions: (appid: string) =>
    call<{ permissions: Permission[] }>("GET", `${account(appid)}/permissions`),

  templates: (appid: string) =>
    call<{ templates: Template[] }>("GET", `${account(appid)}/templates`),
  addTemplate: (appid: string, template: Pick<Template, "title" | "content">) =>
    call<{ templateId: string }>("POST", `${account(appid)}/templates`, template),
  deleteTemplate: (appid: string, id: string) =>
    call<undefined>("DELETE", `${account(appid)}/templates/${encodeURIComponent(id)}`),

  sends: (appid: string) => call<{ sends: Send[] }>("GET", `${account(appid)}/mass?limit=20`),
  confirm: (appid: string, msgId: number, agreed: boolean) =>
    call<undefined>("POST", `${account(appid)}/mass/${msgId}/confirmation`, { agreed }),
  markReprint: (appid: string, reprint: Reprint) =>
    call<object>("POST", `${account(appid)}/originality`, reprint),

  faults: () => call<{ faults: Fault[] }>("GET", "faults"),
  setFaults: (faults: Fault[]) => call<{ faults: Fault[] }>("PUT", "faults", { faults }),

  reset: () => call<Clock>("POST", "reset"),
  restore: (snapshot: Blob) => request<Clock>("PUT", "snapshot", { body: snapshot }),

  ledger: (appid: string, newest: number, before: number | undefined) =>
    call<{ ledger: LedgerEntry[]; next: number | null }>(
      "GET",
      `${account(appid)}/ledger?${page({ newest, before })}`,
    ),

  clock: () => call<Clock>("GET", "clock"),
  advance: (duration: string) => call<Clock>("POST", "clock", { advance: duration }),
  setTime: (time: string) => call<Clock>("POST", "clock", { set: time }),
  rate: (rate: number) => call<Clock>("POST", "clock", { rate }),

  journal: (question: JournalQuestion) =>
    call<{ entries: Entry[]; matching?: number; next: number | null }>(
      "GET",
      `journal?${page({ ...question })}`,
    ),
};
