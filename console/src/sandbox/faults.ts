import type { Fault } from "@/sandbox/control";

/** What can go wrong with a call, and with the push of an event. */
export const CALL_EFFECTS = [
  "errcode",
  "token-kicked",
  "latency",
  "status",
  "html",
  "malformed",
  "half",
  "reset",
  "drop-before",
  "drop-after",
] as const;
export const PUSH_EFFECTS = ["duplicate", "late", "early", "lost"] as const;
export type Effect = (typeof CALL_EFFECTS)[number] | (typeof PUSH_EFFECTS)[number];

/** A fault as it is being written down. */
export interface FaultDraft {
  effect: Effect;
  path: string;
  times: string;
  value: string;
}

export const BLANK: FaultDraft = {
  effect: "drop-after",
  path: "/cgi-bin/message/mass/sendall",
  times: "1",
  value: "",
};

/** What an effect needs to be told, and what is meant when it is not. */
export function valueOf(
  effect: Effect,
): { name: "errcode" | "status" | "delay"; usual: string } | undefined {
  switch (effect) {
    case "errcode":
      return { name: "errcode", usual: "-1" };
    case "status":
      return { name: "status", usual: "502" };
    case "latency":
      return { name: "delay", usual: "PT5S" };
    case "late":
      return { name: "delay", usual: "PT1H" };
    default:
      return undefined;
  }
}

export function isPush(effect: Effect): boolean {
  return (PUSH_EFFECTS as readonly string[]).includes(effect);
}

/** Times left blank is every time. */
export function isComplete({ path, times }: FaultDraft): boolean {
  return path.trim() !== "" && (times === "" || /^[1-9]\d{0,8}$/.test(times));
}

export function toFault({ effect, path, times, value }: FaultDraft): Fault {
  const wanted = valueOf(effect);
  const said = value.trim() || wanted?.usual || "";
  return {
    effect,
    path: path.trim(),
    ...(times !== "" && { times: Number(times) }),
    ...(wanted && { [wanted.name]: wanted.name === "delay" ? said : Number(said) }),
  };
}

/** What a fault that is ordered says beside its effect. */
export function detail(fault: Fault): string {
  const wanted = valueOf(fault.effect as Effect);
  return wanted ? String(fault[wanted.name] ?? "") : "";
}

/** What is sent back: the members that the effect has. */
export function kept({ path, effect, times, probability, errcode, status, delay }: Fault): Fault {
  return { path, effect, times, probability, errcode, status, delay };
}
