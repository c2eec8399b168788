import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import type { NoticeSettingsRequest, WebhookRequest } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const WEBHOOKS = "/api/v1/accounts/{account}/webhooks";
const NOTICES = "/api/v1/accounts/{account}/notices";

/** Kinds that people wrote, one a line or separated by commas; none are everything. */
export function kindsOf(text: string): string[] {
  const kinds = text.split(/[\s,，]+/).filter((kind) => kind !== "");
  return kinds.length === 0 ? ["*"] : [...new Set(kinds)];
}

export function useWebhooks(account: Id) {
  return useQuery({
    queryKey: computed(() => ["webhooks", toValue(account)]),
    queryFn: () => answered(api.GET(WEBHOOKS, at(account))),
  });
}

export function useCreateWebhook(account: Id) {
  return useChange(account, (body: WebhookRequest) =>
    answered(api.POST(WEBHOOKS, { ...at(account), body })),
  );
}

export function useEditWebhook(account: Id, webhook: Id) {
  return useChange(account, (body: WebhookRequest) =>
    answered(api.PUT(`${WEBHOOKS}/{webhook}`, { ...one(account, webhook), body })),
  );
}

export function useDeleteWebhook(account: Id, webhook: Id) {
  return useChange(account, () =>
    answered(api.DELETE(`${WEBHOOKS}/{webhook}`, one(account, webhook))),
  );
}

export function useRotateSecret(account: Id, webhook: Id) {
  return useChange(account, () =>
    answered(api.POST(`${WEBHOOKS}/{webhook}/secret`, one(account, webhook))),
  );
}

export function usePing(account: Id, webhook: Id) {
  return useChange(account, () =>
    answered(api.POST(`${WEBHOOKS}/{webhook}/ping`, one(account, webhook))),
  );
}

export function useNotices(account: Id) {
  return useQuery({
    queryKey: computed(() => ["notices", toValue(account)]),
    queryFn: () => answered(api.GET(NOTICES, at(account))),
  });
}

export function useChangeNotices(account: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NoticeSettingsRequest) =>
      answered(api.PUT(NOTICES, { ...at(account), body })),
    onSuccess: (notices) => queries.setQueryData(["notices", toValue(account)], notices),
  });
}

export function useTestNotice(account: Id) {
  return useMutation({ mutationFn: () => answered(api.POST(`${NOTICES}/test`, at(account))) });
}

function useChange<Body, Answer>(account: Id, mutationFn: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["webhooks", toValue(account)] }),
  });
}

function at(account: Id) {
  return { params: { path: { account: toValue(account) } } };
}

function one(account: Id, webhook: Id) {
  return { params: { path: { account: toValue(account), webhook: toValue(webhook) } } };
}
