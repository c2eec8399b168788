import { computed } from "vue";
import { useI18n } from "vue-i18n";

/** The platform counts its days and months in this zone, and so does the sandbox show its times. */
export const BEIJING = "Asia/Shanghai";

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

/** Numbers and times in the reader's language; times in the reader's zone unless told otherwise. */
export function useFormat(timeZone?: string) {
  const { locale } = useI18n();
  const numbers = computed(() => new Intl.NumberFormat(locale.value));
  const dateTimes = computed(
    () =>
      new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeStyle: "short", timeZone }),
  );
  // A day of the calendar is the same day in every zone.
  const dates = computed(
    () => new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeZone: "UTC" }),
  );
  const times = computed(
    () => new Intl.DateTimeFormat(locale.value, { timeStyle: "medium", timeZone }),
  );
  return {
    number: (value: number) => numbers.value.format(value),
    dateTime: (iso: string) => dateTimes.value.format(new Date(iso)),
    date: (day: string) => dates.value.format(new Date(`${day}T00:00:00Z`)),
    seconds: (value: number) => secondsText(Math.round(value), locale.value),
    time: (iso: string) => times.value.format(new Date(iso)),
    duration: (from: string, to: string) => duration(new Date(from), new Date(to), locale.value),
  };
}
