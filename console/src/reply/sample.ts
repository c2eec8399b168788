import type { SampleRequest as Sample } from "@/api/schema";

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

export function toSample(kind: string, value: string): Sample {
  const what = saying(kind);
  return what ? { kind, [what]: value } : { kind };
}
