import type { BroadcastView as Broadcast } from "@/api/schema";

type Totals = Broadcast["totals"];

export const PARTS = ["delivered", "failed", "filtered"] as const;
export type Part = (typeof PARTS)[number];

export interface Share {
  part: Part;
  count: number;
  percent: number;
}

/** How the audience divides; nothing at all while a number is unknown, for unknown is not zero. */
export function shares(totals: Totals): Share[] | undefined {
  const { audience } = totals;
  if (!audience) return undefined;
  const known = PARTS.flatMap((part) => {
    const count = totals[part];
    return count === null || count === undefined
      ? []
      : [{ part, count, percent: (count / audience) * 100 }];
  });
  return known.length === PARTS.length ? known.filter(({ count }) => count > 0) : undefined;
}
