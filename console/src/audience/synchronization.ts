import type { SynchronizationView as Synchronization } from "@/api/schema";

/** Whole percents; the total is the platform's own count, which may grow while we read. */
export function percentDone({ done, total }: Pick<Synchronization, "done" | "total">): number {
  return total <= 0 ? 0 : Math.min(100, Math.floor((done / total) * 100));
}
