import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { hasCode } from "@/api/problem";
import type { Session, SignInRequest as SignIn } from "@/api/schema";

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: Infinity,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await answered(api.GET("/api/v1/session"));
    } catch (error) {
      if (hasCode(error, "not-signed-in")) return null;
      throw error;
    }
  },
});

export const aboutQuery = queryOptions({
  queryKey: ["about"],
  staleTime: Infinity,
  queryFn: () => answered(api.GET("/api/v1/about")),
});

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => answered(api.POST("/api/v1/session", { body })),
    onSuccess: (session) => queries.setQueryData(sessionQuery.queryKey, session),
  });
}

/** Nothing that one operator saw may greet the next one. */
export async function signOut(queries: QueryClient): Promise<void> {
  await answered(api.DELETE("/api/v1/session"));
  queries.clear();
  queries.setQueryData(sessionQuery.queryKey, null);
}
