import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { AnswerForm, PushRow, PushView, SentMessageView as SentMessage } from "@/api/schema";

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

export interface Line {
  id: string;
  at: string;
  from: "follower" | "account";
  text: string;
  /** Of our own message: what became of it. */
  state?: string;
  errcode?: number | null;
  by?: string;
}

/** What both sides said, the oldest first. */
export function lines(received: readonly PushView[], sent: readonly SentMessage[]): Line[] {
  const theirs = received.map(({ push, content }) => said(push, content));
  const ours = sent.map((message): Line => ({
    id: message.id,
    at: message.sentAt,
    from: "account",
    text: message.message.content ?? message.message.kind ?? "",
    state: message.state,
    errcode: message.errcode,
    by: message.sentBy,
  }));
  return [...theirs, ...ours].toSorted((a, b) => a.at.localeCompare(b.at));
}

function said(push: PushRow, content: PushView["content"]): Line {
  const text = content?.content;
  return {
    id: push.id,
    at: push.receivedAt,
    from: "follower",
    text: typeof text === "string" ? text : `[${push.kind}]`,
  };
}

/** Until when the platform lets us answer; undefined when the follower never said anything. */
export function answerableUntil(history: readonly Line[]): Date | undefined {
  const last = history.findLast(({ from }) => from === "follower");
  return last && new Date(new Date(last.at).getTime() + WINDOW_MILLIS);
}

/** The last pushes of one follower with what they say. */
export function useReceived(account: Id, openId: Id) {
  return useQuery({
    queryKey: computed(() => ["conversations", toValue(account), toValue(openId), "received"]),
    refetchInterval: POLL_MILLIS,
    queryFn: async () => {
      const path = { account: toValue(account) };
      const query = { sender: toValue(openId), limit: SHOWN };
      const page = await answered(api.GET(PUSHES, { params: { path, query } }));
      return Promise.all(page.items.map(({ id }) => received(path.account, id)));
    },
  });
}

const known = new Map<string, PushView>();

/** What a push says never changes, so it is read once. */
async function received(account: string, push: string): Promise<PushView> {
  const before = known.get(push);
  if (before) return before;
  const path = { account, push };
  const view = await answered(api.GET(`${PUSHES}/{push}`, { params: { path } }));
  known.set(push, view);
  return view;
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
