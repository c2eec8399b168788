import type {
  BroadcastView as Broadcast,
  ReservationView as Reservation,
  SeriesView as Series,
} from "@/api/schema";
import { localTime } from "@/i18n/zone";
import { summary } from "@/content/message";
import { BEIJING } from "@/i18n/format";

export interface Entry {
  key: string;
  /** Time of day in Beijing, if it is known. */
  time: string;
  text: string;
  broadcastId: string;
  kind: "broadcast" | "series";
}

export interface CalendarDay {
  day: string;
  entries: Entry[];
}

const DAYS = 35;
const DAY_MILLIS = 86_400_000;

/** Five whole weeks from the Monday before today, in the platform's days. */
export function calendar(today: string, entries: ReadonlyMap<string, Entry[]>): CalendarDay[] {
  const start = new Date(`${today}T00:00:00Z`);
  const monday = start.getTime() - ((start.getUTCDay() + 6) % 7) * DAY_MILLIS;
  return Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(monday + index * DAY_MILLIS).toISOString().slice(0, 10);
    return { day, entries: entries.get(day) ?? [] };
  });
}

/** What is to begin on which day: what has reserved quota, and the runs that a series will make. */
export function planned(
  reservations: readonly Reservation[],
  broadcasts: readonly Broadcast[],
  series: readonly Series[],
): Map<string, Entry[]> {
  const byId = new Map(broadcasts.map((broadcast) => [broadcast.id, broadcast]));
  const days = new Map<string, Entry[]>();
  const add = (day: string, entry: Entry) => days.set(day, [...(days.get(day) ?? []), entry]);
  for (const { broadcastId, day } of reservations) {
    const broadcast = byId.get(broadcastId);
    const start = broadcast?.start && localTime(new Date(broadcast.start.at), BEIJING);
    add(day, {
      key: `${broadcastId}-${day}`,
      time: start?.startsWith(day) ? start.slice(11) : "",
      text: broadcast ? summary(broadcast.message) : "",
      broadcastId,
      kind: "broadcast",
    });
  }
  for (const { id, name, broadcastId, next, state } of series) {
    if (state !== "active") continue;
    for (const { at } of next) {
      const start = localTime(new Date(at), BEIJING);
      const entry = { key: `${id}-${at}`, time: start.slice(11), text: name, broadcastId };
      add(start.slice(0, 10), { ...entry, kind: "series" });
    }
  }
  for (const entries of days.values()) entries.sort((a, b) => a.time.localeCompare(b.time));
  return days;
}
