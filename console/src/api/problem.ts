import type { ProblemView as Problem, ReasonView as Reason } from "@/api/schema";

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
  return {
    type: `urn:qunfa:problem:${code}`,
    title: "",
    status,
    detail: "",
    code,
    parameters: {},
    errors: [],
  };
}

/** Whatever went wrong as a problem: one that was thrown, a reason the server recorded, or its code. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (typeof error === "string") return localProblem(error, 0);
  if (isReason(error)) return { ...localProblem(error.code, 0), ...error };
  return localProblem(error instanceof TypeError ? UNREACHABLE : UNREADABLE, 0);
}

export function isProblem(body: unknown): body is Problem {
  return isReason(body) && "status" in body;
}

function isReason(value: unknown): value is Reason {
  return typeof value === "object" && value !== null && "code" in value && "title" in value;
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof ProblemError && error.problem.code === code;
}

/** The server's words about one field of a form, if it said any. */
export function fieldMessage(problem: Problem | undefined, field: string): string {
  return problem?.errors?.find((error) => error.field === field)?.message ?? "";
}
