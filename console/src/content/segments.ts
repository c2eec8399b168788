/** A piece of a text message as WeChat shows it. */
export type Segment =
  | { kind: "text"; text: string }
  | { kind: "link"; text: string; href: string }
  | { kind: "mini-program"; text: string };

const PATTERN = /<a\b([^>]*)>([^<]*)<\/a>|https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi;
const TRAILING = /[.,;:!?)\]']+$/;

/** Cuts a text where WeChat makes links of it; every other markup is shown as it is written. */
export function segments(text: string): Segment[] {
  const found: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(PATTERN)) {
    const segment = toSegment(match);
    if (match.index > end) found.push({ kind: "text", text: text.slice(end, match.index) });
    found.push(segment.shown);
    end = match.index + segment.length;
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}

function toSegment(match: RegExpMatchArray): { shown: Segment; length: number } {
  const [whole, attributes, label] = match;
  if (attributes === undefined) {
    const href = whole.replace(TRAILING, "");
    return { shown: { kind: "link", text: href, href }, length: href.length };
  }
  const text = label ?? "";
  if (attribute(attributes, "data-miniprogram-appid")) {
    return { shown: { kind: "mini-program", text }, length: whole.length };
  }
  return {
    shown: { kind: "link", text, href: attribute(attributes, "href") },
    length: whole.length,
  };
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(
    attributes,
  );
  return match?.[1] ?? match?.[2] ?? "";
}
