type Details = Record<string, unknown>;

/** What is shown in another way than as a word and a value: it is a link, or says what the title says. */
const ELSEWHERE = new Set(["broadcast"]);

export interface Words {
  name: (name: string) => string;
  value: (value: string | number | boolean) => string;
}

/** What an entry of the trail was about, on one line; nested values as they are written in JSON. */
export function detailText(details: Details, words: Words): string {
  return Object.entries(details)
    .filter(([name]) => !ELSEWHERE.has(name))
    .map(([name, value]) => `${words.name(name)} ${text(value, words)}`)
    .join(" · ");
}

function text(value: unknown, words: Words): string {
  if (Array.isArray(value)) return value.map((each) => text(each, words)).join(" ");
  if (value !== null && typeof value === "object") return JSON.stringify(value);
  return words.value(value as string | number | boolean);
}

/** The broadcast that an entry is about, to be looked at. */
export function broadcastOf(details: Details): string | undefined {
  return typeof details.broadcast === "string" ? details.broadcast : undefined;
}
