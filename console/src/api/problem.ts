import type { Problem } from "@/api/schema";

/** A refusal by the server, as RFC 9457 problem details; what every failed call throws. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.title}`);
    this.name = "ProblemError";
  }
}

/** Code of the problem when no answer arrived at all. */
export const UNREACHABLE = "server-unreachable";

/** Code of the problem when the answer was not in the form the server promises. */
export const UNREADABLE = "answer-unreadable";

export function localProblem(code: string, status: number): Problem {
  return { type: `urn:qunfa:problem:${code}`, title: "", status, detail: "", code, parameters: {}, errors: [] };
}

export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return localProblem(error instanceof TypeError ? UNREACHABLE : UNREADABLE, 0);
}

export function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "title" in body;
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof ProblemError && error.problem.code === code;
}

/** The server's words about one field of a form, if it said any. */
export function fieldMessage(problem: Problem | undefined, field: string): string {
  return problem?.errors?.find((error) => error.field === field)?.message ?? "";
}
