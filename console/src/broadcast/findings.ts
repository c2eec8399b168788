import type { FindingView as Finding } from "@/api/schema";

const ORDER = ["error", "warning", "note"];

/** What stops the send first; otherwise as the planner ordered them. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
