import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";

type Id = MaybeRefOrGetter<string>;

const PATH = "/api/v1/accounts/{account}/audience/lists";
const LONGEST_NAME = 100;

function key(accountId: Id): string[] {
  return ["audience", toValue(accountId), "lists"];
}

/** Lists that were uploaded, the newest first. */
export function useLists(accountId: Id) {
  return useQuery({
    queryKey: computed(() => key(accountId)),
    queryFn: () => answered(api.GET(PATH, at(accountId))),
  });
}

/** Sends a file as it is; the server reads it while it comes. */
export function useListUpload(accountId: Id) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) =>
      answered(
        api.POST(PATH, {
          params: { ...at(accountId).params, query: { name: file.name.slice(0, LONGEST_NAME) } },
          headers: { "Content-Type": contentType(file.name) },
          body: file as unknown as string,
          bodySerializer: (body) => body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: key(accountId) }),
  });
}

/** By its name, because browsers do not know all of them. */
export function contentType(name: string): string {
  const ending = name.toLowerCase().split(".").at(-1);
  if (ending === "csv") return "text/csv";
  return ending === "ndjson" || ending === "jsonl" ? "application/x-ndjson" : "text/plain";
}

function at(accountId: Id) {
  return { params: { path: { account: toValue(accountId) } } };
}
