import { QueryClient } from "@tanstack/vue-query";
import { ProblemError } from "@/api/problem";

const RETRIES = 2;

/** A refusal stays a refusal; only silence and server faults are worth asking again. */
export function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= RETRIES) return false;
  return !(error instanceof ProblemError) || error.problem.status >= 500;
}

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 5_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
