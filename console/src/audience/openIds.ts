/** What somebody pasted or put into a file, sorted out. */
export interface OpenIdList {
  openIds: string[];
  repeated: number;
  unreadable: string[];
}

const SEPARATORS = /[\s,;|"'，；、\uFEFF]+/;
const OPEN_ID = /^[\w-]{6,64}$/;
const HEADER = /^open_?ids?$/i;

/** Accepts one per line, a CSV column, JSON or a comma-separated list; a heading is passed over. */
export function parseOpenIds(text: string): OpenIdList {
  const words = text
    .replace(/[[\]{}:]/g, " ")
    .split(SEPARATORS)
    .filter((word) => word !== "");
  const candidates = words.filter((word) => !HEADER.test(word));
  const readable = candidates.filter((word) => OPEN_ID.test(word));
  const openIds = [...new Set(readable)];
  return {
    openIds,
    repeated: readable.length - openIds.length,
    unreadable: candidates.filter((word) => !OPEN_ID.test(word)),
  };
}
