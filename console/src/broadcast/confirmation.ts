import type { Audience } from "@/audience/choice";
import type { ConfirmationView as Confirmation } from "@/api/schema";

export interface Typed {
  accountName: string;
  recipients: string;
}

/** The number somebody typed, with or without separators; undefined when it is none. */
export function typedNumber(text: string): number | undefined {
  const digits = text.trim().replace(/[,，.\s']/g, "");
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** A send to everyone needs the account's name too: that is the one that cannot be taken back. */
export function needsName(audience: Audience): boolean {
  return audience.kind === "all";
}

export function confirms(typed: Typed, asked: Confirmation, audience: Audience): boolean {
  const name = !needsName(audience) || typed.accountName.trim() === asked.accountName;
  return name && typedNumber(typed.recipients) === asked.recipients;
}
