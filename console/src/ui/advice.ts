import type { ProblemView as Problem } from "@/api/schema";

/** Where the text is that says what to do: by the problem's code, else by its status. */
export function adviceKey(problem: Problem, exists: (key: string) => boolean): string | undefined {
  const candidates = [`problem.${problem.code}.advice`, `problem.status.${problem.status}`];
  if (problem.status >= 500) candidates.push("problem.status.500");
  return candidates.find(exists);
}
