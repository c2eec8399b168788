import type { BroadcastView as Broadcast } from "@/api/schema";
import type { Tone } from "@/ui/StatusPill.vue";

type Call = Broadcast["calls"][number];

export const STEPS = ["submitted", "sending", "finished"] as const;
export type Step = (typeof STEPS)[number];
export type StepState = "done" | "now" | "next" | "stopped";

const TONES: Record<string, Tone> = {
  draft: "quiet",
  submitted: "busy",
  approved: "good",
  rejected: "warn",
  scheduled: "busy",
  sending: "busy",
  "awaiting-result": "busy",
  paused: "warn",
  finished: "good",
  "partly-sent": "warn",
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

/** Whether it moves on when its time comes or when somebody else decides. */
export function isWaiting({ state }: Pick<Broadcast, "state">): boolean {
  return ["submitted", "approved", "scheduled", "paused", "held"].includes(state);
}

/** The platform's status may be known before its result is pushed; the counts can still come. */
export function awaitsCounts({ state, calls }: Pick<Broadcast, "state" | "calls">): boolean {
  const isOver = ["finished", "partly-sent", "cancelled"].includes(state);
  return isOver && calls.some((call) => isAccepted(call) && !call.counts);
}

/** Whether a call may have left: a broadcast can be cancelled between two of its calls. */
export function hasLeft({ calls }: Pick<Broadcast, "calls">): boolean {
  return calls.some(({ state }) => !["planned", "cancelled", "refused"].includes(state));
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
  if (state === "finished" || state === "partly-sent") return STEPS.length;
  if (state === "awaiting-result") return 1;
  const made = calls.filter((call) => call.state !== "cancelled");
  if (state === "sending" || made.length === 0 || !made.every(isAccepted)) return 0;
  return state === "cancelled" && made.every(isFinished) ? STEPS.length : 1;
}

function isFinished({ state }: Call): boolean {
  return state === "finished";
}

function isAccepted({ state }: Call): boolean {
  return state === "accepted" || state === "finished";
}

export interface CallTally {
  /** Calls that were or will be made, so without the cancelled ones. */
  total: number;
  accepted: number;
  finished: number;
  unknown: number;
  refused: number;
  held: number;
  cancelled: number;
}

export function tally(calls: Call[]): CallTally {
  const count = (...states: string[]) => calls.filter(({ state }) => states.includes(state)).length;
  return {
    total: calls.length - count("cancelled"),
    accepted: count("accepted", "finished"),
    finished: count("finished"),
    unknown: count("unknown"),
    refused: count("refused"),
    held: count("held"),
    cancelled: count("cancelled"),
  };
}

const CALL_TONES: Record<string, Tone> = {
  planned: "quiet",
  intent: "busy",
  unknown: "warn",
  accepted: "busy",
  refused: "bad",
  paused: "warn",
  finished: "good",
  "partly-sent": "warn",
  held: "warn",
  cancelled: "quiet",
};

export function callTone(state: string): Tone {
  return CALL_TONES[state] ?? "quiet";
}
