import type { BroadcastView as Broadcast } from "@/api/schema";
import type { Tone } from "@/ui/StatusPill.vue";

type Call = Broadcast["calls"][number];

export const STEPS = ["submitted", "sending", "finished"] as const;
export type Step = (typeof STEPS)[number];
export type StepState = "done" | "now" | "next" | "stopped";

const TONES: Record<string, Tone> = {
  draft: "quiet",
  sending: "busy",
  "awaiting-result": "busy",
  finished: "good",
  failed: "bad",
  held: "warn",
  cancelled: "quiet",
};

export function tone(state: string): Tone {
  return TONES[state] ?? "quiet";
}

export function isMoving({ state }: Pick<Broadcast, "state">): boolean {
  return state === "sending" || state === "awaiting-result";
}

/** Only what is known: a step is done when the platform said so, never because time has passed. */
export function steps(broadcast: Broadcast): { step: Step; state: StepState }[] {
  const reached = reachedStep(broadcast);
  const here: StepState = isMoving(broadcast) ? "now" : "stopped";
  return STEPS.map((step, index) => ({
    step,
    state: index < reached ? "done" : index === reached ? here : "next",
  }));
}

function reachedStep({ state, calls }: Broadcast): number {
  if (state === "finished") return STEPS.length;
  if (state === "awaiting-result") return 1;
  return state !== "sending" && calls.length > 0 && calls.every(isAccepted) ? 1 : 0;
}

function isAccepted({ state }: Call): boolean {
  return state === "accepted" || state === "finished";
}

export interface CallTally {
  total: number;
  accepted: number;
  finished: number;
  unknown: number;
  refused: number;
  held: number;
}

export function tally(calls: Call[]): CallTally {
  const count = (...states: string[]) => calls.filter(({ state }) => states.includes(state)).length;
  return {
    total: calls.length,
    accepted: count("accepted", "finished"),
    finished: count("finished"),
    unknown: count("unknown"),
    refused: count("refused"),
    held: count("held"),
  };
}

const CALL_TONES: Record<string, Tone> = {
  planned: "quiet",
  intent: "busy",
  unknown: "warn",
  accepted: "busy",
  refused: "bad",
  finished: "good",
  held: "warn",
};

export function callTone(state: string): Tone {
  return CALL_TONES[state] ?? "quiet";
}
