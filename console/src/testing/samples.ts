import type {
  AccountView as Account,
  AudienceOverview,
  BroadcastView as Broadcast,
  CallResultView as CallResult,
  CallView as Call,
  HeldCallView as HeldCall,
  PlanView as Plan,
  PushRow,
  QuotaView,
  QuotaLeftView as QuotaLeft,
} from "@/api/schema";

/** Small legal values for specs; each says only what it is about. */

export function aCall(part: Partial<Call> = {}): Call {
  return {
    number: 1,
    state: "planned",
    key: "0197b2c0f1e27d3ba4c5d6e7f8091a2b",
    recipients: 1000,
    msgId: null,
    status: null,
    counts: null,
    problem: null,
    intentAt: null,
    acceptedAt: null,
    finishedAt: null,
    nextAt: null,
    ...part,
  };
}

export function aHeldCall(part: Partial<HeldCall> = {}): HeldCall {
  return {
    number: 1,
    recipients: 1000,
    doubtful: true,
    attempts: 2,
    key: "0197b2c0f1e27d3ba4c5d6e7f8091a2b",
    msgId: null,
    problem: null,
    firstAttemptAt: "2026-11-25T08:00:00Z",
    lastAttemptAt: "2026-11-25T08:02:00Z",
    keyForgottenAt: null,
    evidence: ["The platform may have accepted it."],
    unclaimedResults: [
      {
        msgId: "3147483650",
        at: "2026-11-25T08:05:00Z",
        status: "send success",
        counts: { total: 1000, eligible: 991, delivered: 988, failed: 3 },
        fits: true,
      },
    ],
    choices: [
      { decision: "sent", title: "It was sent", consequence: "Nobody gets it again." },
      {
        decision: "not-sent",
        title: "It was not sent",
        consequence: "1,000 followers get it now.",
      },
    ],
    ...part,
  };
}

export function aCallResult(part: Partial<CallResult> = {}): CallResult {
  return {
    number: 1,
    state: "finished",
    recipients: 1000,
    msgId: "1000000001",
    msgDataId: null,
    status: "send success",
    statusText: "Sent",
    counts: { total: 1000, eligible: 991, delivered: 988, failed: 3 },
    filtered: 9,
    confirmationUntil: null,
    confirmationText: null,
    originality: null,
    articles: [],
    deletions: [],
    ...part,
  };
}

export function aQuotaView(part: Partial<QuotaView> = {}): QuotaView {
  const used = { limit: 100, used: 5, left: 95, reportedLimit: null, reportedAt: null };
  return {
    day: "2026-11-25",
    month: "2026-11",
    sendsToday: null,
    toAllToday: { ...used, limit: 1, used: 0, left: 1 },
    toAllThisMonth: { ...used, limit: 4, used: 1, left: 3 },
    sendAllCalls: used,
    listCalls: used,
    previews: used,
    callsKept: 5,
    followers: {
      received: [800, 200, 0, 0, 0],
      expected: [800, 200, 0, 0, 0],
      exhausted: 0,
      asOf: null,
    },
    opening: {
      confidence: "none",
      toAll: 0,
      today: 0,
      perFollower: 0,
      statedBy: null,
      statedAt: null,
      expected: null,
      eligible: null,
    },
    reservations: [],
    ...part,
  };
}

export function aPush(part: Partial<PushRow> = {}): PushRow {
  return {
    id: "p1",
    kind: "message.text",
    sender: "o6_bmjrPTlm6_2sgVt7hMZOPfL2M",
    state: "processed",
    attempts: 1,
    problem: null,
    receivedAt: "2026-11-25T08:00:00Z",
    processedAt: "2026-11-25T08:00:01Z",
    answered: false,
    text: null,
    ...part,
  };
}

export function aBroadcast(part: Partial<Broadcast> = {}): Broadcast {
  return {
    id: "b1",
    accountId: "a1",
    revision: 1,
    state: "draft",
    message: { kind: "text", content: "hello from boxer." },
    audience: { kind: "all" },
    audienceSize: null,
    options: {
      onceOnlyKey: null,
      overQuota: "leave-out",
      severalDays: false,
      separateArticles: false,
      duringQuietHours: false,
    },
    approved: false,
    start: null,
    seriesId: null,
    reviews: [],
    createdAt: "2026-11-25T08:00:00Z",
    createdBy: { id: "o1", name: "admin" },
    edited: null,
    sentAt: null,
    finishedAt: null,
    recipients: null,
    totals: { audience: 1000, eligible: null, delivered: null, failed: null, filtered: null },
    calls: [],
    problem: null,
    ...part,
  };
}

export function anAccount(part: Partial<Account> = {}): Account {
  return {
    id: "a1",
    key: "demo",
    name: "群发演示",
    appId: "wx0123456789abcdef",
    originalId: "gh_0123456789ab",
    kind: "service",
    verified: true,
    sandbox: true,
    platform: "http://127.0.0.1:8090",
    callback: { address: "http://127.0.0.1:8080/wx/demo", verifiedAt: "2026-11-25T07:59:00Z" },
    connection: { state: "ok", checkedAt: "2026-11-25T07:59:00Z", problem: null },
    followers: { count: 1000, asOf: "2026-11-25T07:59:30Z" },
    role: "administrator",
    sendOnly: false,
    ...part,
  };
}

export function anOverview(part: Partial<AudienceOverview> = {}): AudienceOverview {
  return {
    followers: { count: 1000, asOf: "2026-11-25T07:59:30Z" },
    synchronization: {
      state: "done",
      done: 1000,
      total: 1000,
      startedAt: "2026-11-25T07:59:20Z",
      finishedAt: "2026-11-25T07:59:30Z",
      problem: null,
    },
    tags: [{ id: "2", name: "星标组", count: 12 }],
    ...part,
  };
}

function aQuota(part: Partial<QuotaLeft> = {}): QuotaLeft {
  return {
    day: "2026-11-25",
    sends: null,
    toAll: 1,
    toAllThisMonth: 4,
    sendAllCalls: 95,
    listCalls: 95,
    ...part,
  };
}

export function aPlan(part: Partial<Plan> = {}): Plan {
  return {
    recipients: 1000,
    route: "to-all",
    history: true,
    overQuota: 0,
    calls: [{ number: 1, recipients: 1000, day: "2026-11-25" }],
    otherCalls: 0,
    days: 1,
    seconds: 60,
    quotaBefore: aQuota(),
    quotaAfter: aQuota({ toAll: 0, toAllThisMonth: 3, sendAllCalls: 94 }),
    findings: [],
    confirmation: { accountName: "群发演示", recipients: 1000 },
    ...part,
  };
}
