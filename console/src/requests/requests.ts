import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { usePaged } from "@/api/paged";
import type { CallRequest } from "@/api/schema";

type Id = MaybeRefOrGetter<string>;

const CALLS = "/api/v1/accounts/{id}/calls";

/** What people try most; any other path can be typed. */
export const PATHS = [
  "/cgi-bin/user/get",
  "/cgi-bin/user/info",
  "/cgi-bin/tags/get",
  "/cgi-bin/tags/create",
  "/cgi-bin/get_current_selfmenu_info",
  "/cgi-bin/get_current_autoreply_info",
  "/cgi-bin/menu/get",
  "/cgi-bin/draft/batchget",
  "/cgi-bin/draft/count",
  "/cgi-bin/material/get_materialcount",
  "/cgi-bin/material/batchget_material",
  "/cgi-bin/freepublish/batchget",
  "/cgi-bin/message/mass/get",
  "/cgi-bin/message/mass/speed/get",
  "/cgi-bin/openapi/quota/get",
  "/cgi-bin/openapi/rid/get",
  "/cgi-bin/getcallbackip",
  "/cgi-bin/get_api_domain_ip",
  "/cgi-bin/callback/check",
  "/cgi-bin/qrcode/create",
] as const;

export interface CallFilter {
  path: string;
  code: string;
  failed: boolean;
}

/** A query as people write it: one name=value on each line. */
export function parameters(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => line.trim());
  return Object.fromEntries(lines.filter((line) => line !== "").map(pair));
}

function pair(line: string): [string, string] {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}

/** A path as people find it: from documentation or a log, with host and query. What stands in it is told apart; the token is left out. */
export function pasted(text: string): { path: string; query: string } | undefined {
  const whole = text.trim();
  if (!/^https?:\/\//.test(whole) && !whole.includes("?")) return undefined;
  if (!URL.canParse(whole, "http://host")) return undefined;
  const { pathname, searchParams } = new URL(whole, "http://host");
  searchParams.delete("access_token");
  return {
    path: pathname,
    query: [...searchParams].map(([name, value]) => `${name}=${value}`).join("\n"),
  };
}

/** What is wrong with a text that should be JSON; nothing if it is, or if it is empty. */
export function jsonFault(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Numbers of more than 15 digits would change if they were parsed. */
const LONG_NUMBER = /\d{16}/;

/** JSON with its lines and indents, or the text as it is. */
export function pretty(text: string): string {
  if (LONG_NUMBER.test(text) || jsonFault(text) !== undefined || text.trim() === "") return text;
  return JSON.stringify(JSON.parse(text), null, 2);
}

export function useHistory(account: Id, filter: () => CallFilter) {
  return usePaged(
    () => ["calls", toValue(account), filter()],
    (after) => {
      const { path, code, failed } = filter();
      const query = {
        path: path || undefined,
        code: /^-?\d+$/.test(code) ? Number(code) : undefined,
        failed,
        after,
      };
      const params = { path: { id: toValue(account) }, query };
      return answered(api.GET(CALLS, { params }));
    },
  );
}

export function useByHand(account: Id) {
  return usePaged(
    () => ["calls", toValue(account), "by-hand"],
    (after) => {
      const params = { path: { id: toValue(account) }, query: { after } };
      return answered(api.GET(`${CALLS}/by-hand`, { params }));
    },
  );
}

export function useCall(account: Id) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ call, file }: { call: CallRequest; file?: File }) =>
      answered(
        api.POST(`${CALLS}/by-hand`, {
          params: { path: { id: toValue(account) } },
          ...(file ? parts(call, file) : { body: call }),
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["calls", toValue(account)] }),
  });
}

/** The call and its file, each as a part of its own. */
function parts(call: CallRequest, file: File) {
  return {
    body: { call, file: file as unknown as string },
    bodySerializer: () => {
      const data = new FormData();
      data.append("call", new Blob([JSON.stringify(call)], { type: "application/json" }));
      data.append("file", file);
      return data;
    },
  };
}

export function useReturnCodes(sought: () => string) {
  return useQuery({
    queryKey: computed(() => ["return-codes", sought()]),
    queryFn: () =>
      answered(api.GET("/api/v1/return-codes", { params: { query: { q: sought() } } })),
    enabled: () => sought() !== "",
    placeholderData: keepPreviousData,
  });
}
