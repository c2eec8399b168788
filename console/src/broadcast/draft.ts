import { NOTHING, type Choice } from "@/audience/choice";
import { NO_OPTIONS, type Options } from "@/broadcast/options";
import { NO_WRITING, type Writing } from "@/content/writing";

/** What is being written, kept in this browser until the server has it. */
export interface LocalDraft {
  writing: Writing;
  choice: Choice;
  key: string;
  options: Options;
  /** When what it was made of had been edited last; empty if it never was. */
  basis: string;
}

const PREFIX = "qunfa.draft";

function place(accountId: string, broadcastId: string): string {
  return `${PREFIX}.${accountId}.${broadcastId || "new"}`;
}

/** False when the browser has no room, so that the page can say that nothing was kept. */
export function keepDraft(accountId: string, broadcastId: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(place(accountId, broadcastId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function keptDraft(accountId: string, broadcastId: string): LocalDraft | undefined {
  const text = localStorage.getItem(place(accountId, broadcastId));
  if (text === null) return undefined;
  try {
    return legal(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function dropDraft(accountId: string, broadcastId: string): void {
  localStorage.removeItem(place(accountId, broadcastId));
}

function legal(value: Partial<LocalDraft>): LocalDraft | undefined {
  if (typeof value.writing !== "object" || typeof value.key !== "string") return undefined;
  return {
    writing: { ...NO_WRITING, ...value.writing },
    key: value.key,
    choice: { ...NOTHING, ...value.choice },
    options: { ...NO_OPTIONS, ...value.options },
    basis: value.basis ?? "",
  };
}
