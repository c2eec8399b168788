import { computed, inject, ref, type InjectionKey, type Ref } from "vue";
import { useI18n } from "vue-i18n";

/** The platform counts its days and months in this zone, and so does the sandbox show its times. */
export const BEIJING = "Asia/Shanghai";

/** The zone that the times of a page are in; the reader's own where none is known. */
export const ZONE: InjectionKey<Readonly<Ref<string | undefined>>> = Symbol("zone");

export function duration(from: Date, to: Date, locale: string): string {
  return secondsText(Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000)), locale);
}

function secondsText(seconds: number, locale: string): string {
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
  if (seconds < 60) return part(seconds, "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${part(minutes, "minute")} ${part(seconds % 60, "second")}`;
  return `${part(Math.floor(minutes / 60), "hour")} ${part(minutes % 60, "minute")}`;
}

const DAY: Intl.DateTimeFormatOptions = { year: "numeric", month: "short", day: "numeric" };
const MINUTE: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
const SECOND: Intl.DateTimeFormatOptions = { ...MINUTE, second: "2-digit" };

export function readersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function zonePart(
  timeZone: string | undefined,
  locale: string,
  at: Date,
  timeZoneName: "long" | "short" | "shortOffset",
): string {
  return (
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
      .formatToParts(at)
      .find(({ type }) => type === "timeZoneName")?.value ?? ""
  );
}

/** A zone in words, such as "China Standard Time (GMT+8)". */
export function zoneName(timeZone: string, locale: string, at: Date): string {
  const part = (width: "long" | "shortOffset") => zonePart(timeZone, locale, at, width);
  const [long, offset] = [part("long"), part("shortOffset")];
  return `${long === offset ? timeZone : long} (${offset})`;
}

/** The zone that the times of this page are in. */
export function usePageZone() {
  const pages = inject(ZONE, ref(undefined));
  return computed(() => pages.value ?? readersZone());
}

/**
 * Numbers and times in the reader's language; times in the page's zone unless told otherwise. A time of a page whose zone is not the
 * reader's names it.
 */
export function useFormat(fixedZone?: string) {
  const { locale } = useI18n();
  const pages = inject(ZONE, ref(undefined));
  const timeZone = computed(() => fixedZone ?? pages.value);
  const format = (options: Intl.DateTimeFormatOptions) =>
    computed(() => {
      const times = new Intl.DateTimeFormat(locale.value, { ...options, timeZone: timeZone.value });
      const isForeign = !fixedZone && timeZone.value && timeZone.value !== readersZone();
      return (iso: string) => {
        const at = new Date(iso);
        const zone = isForeign ? ` ${zonePart(timeZone.value, locale.value, at, "short")}` : "";
        return times.format(at) + zone;
      };
    });
  const numbers = computed(() => new Intl.NumberFormat(locale.value));
  const lists = computed(() => new Intl.ListFormat(locale.value));
  const dateTimes = format({ ...DAY, ...MINUTE });
  const moments = format({ ...DAY, ...SECOND });
  const times = format(SECOND);
  // A day or month of the calendar is the same in every zone.
  const calendar = (options: Intl.DateTimeFormatOptions) =>
    computed(() => new Intl.DateTimeFormat(locale.value, { ...options, timeZone: "UTC" }));
  const dates = calendar(DAY);
  const locals = calendar({ ...DAY, ...MINUTE });
  const months = calendar({ year: "numeric", month: "long" });
  return {
    number: (value: number) => numbers.value.format(value),
    dateTime: (iso: string) => dateTimes.value(iso),
    /** With seconds, where the order of things is what matters. */
    moment: (iso: string) => moments.value(iso),
    date: (day: string) => dates.value.format(new Date(`${day}T00:00:00Z`)),
    /** A time of day as the clocks of some zone show it. */
    local: (local: string) => locals.value.format(new Date(`${local}Z`)),
    list: (words: readonly string[]) => lists.value.format(words),
    month: (month: string) => months.value.format(new Date(`${month}-01T00:00:00Z`)),
    seconds: (value: number) => secondsText(Math.round(value), locale.value),
    time: (iso: string) => times.value(iso),
    duration: (from: string, to: string) => duration(new Date(from), new Date(to), locale.value),
  };
}
