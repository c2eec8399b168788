import { MutationCache, QueryCache, QueryClient } from "@tanstack/vue-query";
import { hasCode, ProblemError } from "@/api/problem";

const RETRIES = 2;

/** A refusal stays a refusal; only silence and server faults are worth asking again. */
export function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= RETRIES) return false;
  return !(error instanceof ProblemError) || error.problem.status >= 500;
}

/** @param onSignedOut called when the server no longer knows who is asking */
export function createQueries(onSignedOut: () => void = () => {}): QueryClient {
  const onError = (error: unknown) => {
    if (hasCode(error, "not-signed-in")) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 5_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
