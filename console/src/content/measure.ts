/** Longest text the platform is known to take, in UTF-8 bytes. Longer ones are refused by the plan. */
export const MAX_BYTES = 2048;

/** The platform's website stops near this many characters; beyond it readers rarely scroll. */
export const LONG_CHARACTERS = 600;

export type Weight = "empty" | "fine" | "long" | "over";

export interface Measure {
  characters: number;
  bytes: number;
  lines: number;
  weight: Weight;
}

const encoder = new TextEncoder();

/** Characters are code points: an emoji counts as the platform counts it, not as two. */
export function measure(text: string): Measure {
  const characters = [...text].length;
  const bytes = encoder.encode(text).length;
  const lines = text === "" ? 0 : text.split("\n").length;
  return { characters, bytes, lines, weight: weigh(text, characters, bytes) };
}

function weigh(text: string, characters: number, bytes: number): Weight {
  if (text.trim() === "") return "empty";
  if (bytes > MAX_BYTES) return "over";
  return characters > LONG_CHARACTERS ? "long" : "fine";
}
