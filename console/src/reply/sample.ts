import type { SampleRequest as Sample } from "@/api/schema";
import type { RuleDraft } from "@/reply/rule";

export interface Occasion {
  kind: string;
  value: string;
  /** Whether it is tried with a text that somebody types. */
  says: boolean;
}

/** What a follower might do, as the bench offers it. */
export const OCCASIONS = ["text", "follow", "menu_click", "scan", "image", "voice"] as const;

/** What has to be said with it: a text, a key, a code, or nothing. */
export function saying(kind: string): "text" | "key" | "scene" | undefined {
  switch (kind) {
    case "text":
    case "voice":
      return "text";
    case "menu_click":
      return "key";
    case "scan":
      return "scene";
    default:
      return undefined;
  }
}

/** What a rule that is being written waits for; with a text of somebody's own where it is about texts. */
export function occasionOf({ trigger }: RuleDraft): Occasion {
  switch (trigger.kind) {
    case "message": {
      const kind = trigger.messageKinds[0] ?? "text";
      return { kind, value: "", says: kind === "text" };
    }
    case "menu_click":
      return { kind: "menu_click", value: trigger.key, says: false };
    case "scan":
      return { kind: "scan", value: trigger.scene || "any", says: false };
    case "follow":
      return { kind: "follow", value: "", says: false };
    default:
      return { kind: "text", value: "", says: true };
  }
}

export function toSample(kind: string, value: string): Sample {
  const what = saying(kind);
  return what ? { kind, [what]: value } : { kind };
}
