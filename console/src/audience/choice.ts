import type { All, OpenIds, Tag, Uploaded } from "@/api/schema";
import { parseOpenIds } from "@/audience/openIds";

export type Audience = All | OpenIds | Tag | Uploaded;

/**
 * What the operator is choosing. Nothing is chosen until somebody chooses: nobody is not everyone. A
 * list that is too long to be told again may be kept as it is, and is then only a number here.
 */
export interface Choice {
  kind: "" | Audience["kind"] | "kept";
  tagId: string;
  openIds: string;
  listId: string;
  keptSize: number;
}

export const NOTHING: Choice = { kind: "", tagId: "", openIds: "", listId: "", keptSize: 0 };

/** Undefined if nobody is chosen yet, and for an audience that stays as it is. */
export function toAudience(choice: Choice): Audience | undefined {
  switch (choice.kind) {
    case "":
    case "kept":
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

export function isChosen(choice: Choice): boolean {
  return choice.kind === "kept" || toAudience(choice) !== undefined;
}

/** @param size how many were named, if they are not told one by one */
export function toChoice(audience: Audience, size: number | null = null): Choice {
  switch (audience.kind) {
    case "all":
      return { ...NOTHING, kind: "all" };
    case "tag":
      return { ...NOTHING, kind: "tag", tagId: audience.tagId ?? "" };
    case "openIds":
      return size && audience.openIds.length === 0
        ? { ...NOTHING, kind: "kept", keptSize: size }
        : { ...NOTHING, kind: "openIds", openIds: audience.openIds.join("\n") };
    case "uploaded":
      return { ...NOTHING, kind: "uploaded", listId: audience.listId ?? "" };
  }
}

function listed(text: string): Audience | undefined {
  const { openIds } = parseOpenIds(text);
  return openIds.length === 0 ? undefined : { kind: "openIds", openIds };
}
