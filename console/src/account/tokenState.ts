import type { HealthView as Health } from "@/api/schema";
import type { Tone } from "@/ui/StatusPill.vue";

export interface TokenState {
  name: "stopped" | "failing" | "none" | "held";
  tone: Tone;
}

/** An open circuit matters more than the token that is still there. */
export function tokenState({ circuit, token }: Pick<Health, "circuit" | "token">): TokenState {
  if (circuit?.open) return { name: "stopped", tone: "bad" };
  if (circuit) return { name: "failing", tone: "warn" };
  return token ? { name: "held", tone: "good" } : { name: "none", tone: "quiet" };
}
