import type { FindingView as Finding } from "@/api/schema";

const ORDER = ["error", "warning", "note"];

/** Whether something forbids it. */
export function isBlocked(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

/** What stops the send first; otherwise as the planner ordered them. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
