/** A moment as the clocks of a zone show it. */
export function localTime(at: Date, zone: string): string {
  const shown = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(at);
  return shown.replace(" ", "T");
}

/** When a day begins there; where clocks leave midnight out, when they show the day first. */
export function beginning(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const shown = (at: number) => Date.parse(`${localTime(new Date(at), zone)}:00Z`);
  let at = midnight;
  // The offset then may be another than the one that was guessed.
  for (let round = 0; round < 2; round++) at += midnight - shown(at);
  return new Date(at).toISOString();
}

/** When the day after begins there. */
export function end(day: string, zone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000);
  return beginning(next.toISOString().slice(0, 10), zone);
}

/** An address may say anything. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
