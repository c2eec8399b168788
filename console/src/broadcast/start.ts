import { BEIJING } from "@/i18n/format";
import { localTime } from "@/i18n/zone";

export interface Start {
  /** Time of day as somebody says it, such as 2026-12-01T20:00. */
  local: string;
  zone: string;
  /** The second of two such times, when clocks are set back. */
  later: boolean;
}

/** Every zone that this browser knows, the platform's own first. */
export const ZONES = [
  BEIJING,
  ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== BEIJING),
];

/** The next full hour there, as a start to be changed. */
export function proposedStart(now: Date, zone: string): Start {
  const nextHour = new Date(Math.ceil((now.getTime() + 1) / 3_600_000) * 3_600_000);
  return { local: localTime(nextHour, zone), zone, later: false };
}
