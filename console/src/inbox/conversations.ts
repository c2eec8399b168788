import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { AnswerForm, PushRow, SentMessageView as SentMessage } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const MESSAGES = "/api/v1/accounts/{account}/followers/{openId}/messages";
const PUSHES = "/api/v1/accounts/{account}/pushes";
/** An answer without what other kinds of answers have. */
const NOTHING: AnswerForm = {
  kind: null,
  content: null,
  agent: null,
  mediaId: null,
  thumbId: null,
  title: null,
  description: null,
  url: null,
  hqUrl: null,
  items: null,
};
const SHOWN = 30;
const POLL_MILLIS = 5_000;
const WINDOW_MILLIS = 48 * 3_600_000;

/** After these the platform lets us answer for a while. */
const OPENING = new Set(["event.subscribe", "event.scan", "event.click", "event.scancode_push"]);
/** Sent in a follower's name, though no follower did anything. */
const PLATFORMS_OWN = /jobfinish$|^event\.unsubscribe$/;

export interface Line {
  id: string;
  at: string;
  from: "follower" | "account";
  /** What kind of message or event it is; only a text says itself. */
  kind: string;
  text: string;
  /** Whether a rule has answered it at once. */
  isAnswered?: boolean;
  /** Of our own message: what became of it. */
  state?: string;
  errcode?: number | null;
  by?: string;
}

/** What both sides said, the oldest first. */
export function lines(received: readonly PushRow[], sent: readonly SentMessage[]): Line[] {
  const theirs = received.filter(({ kind }) => !PLATFORMS_OWN.test(kind)).map(said);
  const ours = sent.map((message): Line => ({
    id: message.id,
    at: message.sentAt,
    from: "account",
    kind: `message.${message.message.kind ?? "text"}`,
    text: message.message.content ?? "",
    state: message.state,
    errcode: message.errcode,
    by: message.sentBy,
  }));
  return [...theirs, ...ours].toSorted((a, b) => a.at.localeCompare(b.at));
}

function said(push: PushRow): Line {
  return {
    id: push.id,
    at: push.receivedAt,
    from: "follower",
    kind: push.kind,
    text: push.text ?? "",
    isAnswered: push.answered,
  };
}

/** Until when the platform lets us answer; undefined when the follower never opened a conversation. */
export function answerableUntil(history: readonly Line[]): Date | undefined {
  const last = history.findLast(
    ({ from, kind }) => from === "follower" && (kind.startsWith("message.") || OPENING.has(kind)),
  );
  return last && new Date(new Date(last.at).getTime() + WINDOW_MILLIS);
}

/** The last pushes of one follower. */
export function useReceived(account: Id, openId: Id) {
  return useQuery({
    queryKey: computed(() => ["conversations", toValue(account), toValue(openId), "received"]),
    refetchInterval: POLL_MILLIS,
    queryFn: () => {
      const path = { account: toValue(account) };
      const query = { sender: toValue(openId), limit: SHOWN };
      return answered(api.GET(PUSHES, { params: { path, query } }));
    },
  });
}

export function useSentMessages(account: Id, openId: Id) {
  return useQuery({
    queryKey: computed(() => ["conversations", toValue(account), toValue(openId), "sent"]),
    refetchInterval: POLL_MILLIS,
    queryFn: () => {
      const { path } = to(account, openId).params;
      return answered(api.GET(MESSAGES, { params: { path, query: { limit: SHOWN } } }));
    },
  });
}

export function useAnswer(account: Id, openId: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ content, key }: { content: string; key: string }) =>
      answered(
        api.POST(MESSAGES, {
          params: { ...to(account, openId).params, header: { "Idempotency-Key": key } },
          body: { message: { ...NOTHING, kind: "text", content } },
        }),
      ),
    onSettled: () =>
      queries.invalidateQueries({ queryKey: ["conversations", toValue(account), toValue(openId)] }),
  });
}

function to(account: Id, openId: Id) {
  return { params: { path: { account: toValue(account), openId: toValue(openId) } } };
}
