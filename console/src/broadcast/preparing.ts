import type { Role } from "@/access/roles";
import type { BroadcastView as Broadcast } from "@/api/schema";

/** What may be done with a broadcast before it is sent. */
export type Act =
  | "edit"
  | "preview"
  | "submit"
  | "withdraw"
  | "approve"
  | "reject"
  | "schedule"
  | "repeat"
  | "unschedule"
  | "send"
  | "discard";

export interface Circumstances {
  may: (role: Role) => boolean;
  /** Whether somebody else than the author has to approve. */
  fourEyes: boolean;
  /** Who is looking. */
  me: string;
  /** Whether something in the plan forbids sending now. */
  blocked: boolean;
}

type Prepared = Pick<Broadcast, "state" | "approved" | "createdBy">;

const PREPARING = ["draft", "submitted", "approved", "rejected", "scheduled"];

export function isPreparing({ state }: Pick<Broadcast, "state">): boolean {
  return PREPARING.includes(state);
}

/** Only what the server would do, so that no button answers with a refusal. */
export function acts(broadcast: Prepared, { may, fourEyes, me, blocked }: Circumstances): Act[] {
  const { state } = broadcast;
  if (state === "scheduled") return may("publisher") ? ["unschedule", "discard"] : [];
  const isFree = !fourEyes || broadcast.approved;
  const isOthers = broadcast.createdBy.id !== me;
  const possible: [Act, boolean][] = [
    ["edit", may("editor")],
    ["preview", may("editor")],
    ["discard", may("publisher")],
    ["withdraw", state === "submitted" && may("editor")],
    ["submit", fourEyes && may("editor") && (state === "draft" || state === "rejected")],
    ["reject", state === "submitted" && may("publisher")],
    ["approve", state === "submitted" && may("publisher") && (isOthers || !fourEyes)],
    // What stands in the way today may not on the day it begins.
    ["schedule", isFree && may("publisher")],
    ["repeat", isFree && may("publisher")],
    ["send", isFree && may("publisher") && !blocked],
  ];
  return possible.filter(([, is]) => is).map(([act]) => act);
}

/** Whether the author is the only thing that stands between it and its approval. */
export function waitsForAnother(broadcast: Prepared, { fourEyes, me }: Circumstances): boolean {
  return fourEyes && broadcast.state === "submitted" && broadcast.createdBy.id === me;
}
