/** With callbacks results and messages come to us; without them only sending works. */
export const WAYS = ["full", "send-only"] as const;
export type Way = (typeof WAYS)[number];

export const STEPS = ["before", "credentials", "callback", "import", "done"] as const;
export type Step = (typeof STEPS)[number];

/** The steps of a way, in their order. */
export function stepsOf(way: Way): Step[] {
  return STEPS.filter((step) => way === "full" || step !== "callback");
}

interface Progress {
  way: Way;
  verified: boolean;
  /** Whether the operator goes on without waiting for the platform. */
  skipped: boolean;
  imported: boolean;
}

/** Where somebody is after the account was connected. */
export function stepAfterConnecting({ way, verified, skipped, imported }: Progress): Step {
  if (way === "full" && !verified && !skipped) return "callback";
  return imported ? "done" : "import";
}
