import type { All, OpenIds, Tag, Uploaded } from "@/api/schema";
import { parseOpenIds } from "@/audience/openIds";

export type Audience = All | OpenIds | Tag | Uploaded;

/** What the operator is choosing. Nothing is chosen until somebody chooses: nobody is not everyone. */
export interface Choice {
  kind: "" | Audience["kind"];
  tagId: string;
  openIds: string;
  listId: string;
}

export const NOTHING: Choice = { kind: "", tagId: "", openIds: "", listId: "" };

export function toAudience(choice: Choice): Audience | undefined {
  switch (choice.kind) {
    case "":
      return undefined;
    case "all":
      return { kind: "all" };
    case "tag":
      return choice.tagId === "" ? undefined : { kind: "tag", tagId: choice.tagId };
    case "openIds":
      return listed(choice.openIds);
    case "uploaded":
      return choice.listId === "" ? undefined : { kind: "uploaded", listId: choice.listId };
  }
}

export function toChoice(audience: Audience): Choice {
  switch (audience.kind) {
    case "all":
      return { ...NOTHING, kind: "all" };
    case "tag":
      return { ...NOTHING, kind: "tag", tagId: audience.tagId ?? "" };
    case "openIds":
      return { ...NOTHING, kind: "openIds", openIds: audience.openIds.join("\n") };
    case "uploaded":
      return { ...NOTHING, kind: "uploaded", listId: audience.listId ?? "" };
  }
}

function listed(text: string): Audience | undefined {
  const { openIds } = parseOpenIds(text);
  return openIds.length === 0 ? undefined : { kind: "openIds", openIds };
}
