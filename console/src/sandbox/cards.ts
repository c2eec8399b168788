import type { ArticleLine, PhoneMessage } from "@/sandbox/control";

/** How WeChat shows a line of a chat. */
export type Look = "failure" | "bubble" | "article" | "notice" | "media";

const ARTICLES = new Set([
  "mpnews",
  "news",
  "mpnewsarticle",
  "link",
  "view_limited",
  "article_id",
  "article_view_limited",
]);
const NOTICES = new Set(["template", "subscribe", "subscription"]);

export function look({ source, type }: Pick<PhoneMessage, "source" | "type">): Look {
  if (source === "failure") return "failure";
  if (type === "text" || type === "msgmenu") return "bubble";
  if (source === "notice" || NOTICES.has(type)) return "notice";
  return ARTICLES.has(type) ? "article" : "media";
}

/** The first line is the title of a notice, the others are its fields. */
export function noticeOf(content: string): { title: string; fields: string[] } {
  const [title = "", ...fields] = content.split("\n");
  return { title, fields: fields.filter((field) => field.trim() !== "") };
}

/** Only what a browser opens in a page of its own; anything else is shown as text. */
export function openable(url: string): string | undefined {
  return /^https?:\/\/[^\s]+$/i.test(url) ? url : undefined;
}

/** Articles have their pages here, whatever host their addresses name; whose phone it is goes along. */
export function articlePage(url: string, openid: string): string | undefined {
  const address = openable(url);
  if (!address || !URL.canParse(address)) return undefined;
  const { hostname, pathname, search } = new URL(address);
  const isHere = hostname === "mp.weixin.qq.com" && /^\/s(\/|$)/.test(pathname);
  const reader = `${search ? "&" : "?"}openid=${encodeURIComponent(openid)}`;
  return isHere ? `${pathname}${search}${reader}` : address;
}

/** The articles of a line; of a reply with several only the first is known beyond its title. */
export function articlesOf(line: PhoneMessage): ArticleLine[] {
  if (line.articles?.length) return line.articles;
  const [first = "", ...others] = line.content.split("\n");
  const title = line.title || first;
  const rest = others.map((each) => ({ title: each, digest: "", url: "", cover: "" }));
  return [{ title, digest: line.text, url: line.url, cover: "" }, ...rest];
}

/** How a browser shows the material of a line. */
export type Player = "picture" | "audio" | "video";

const PLAYERS: Readonly<Record<string, Player>> = {
  image: "picture",
  thumb: "picture",
  voice: "audio",
  video: "video",
  mpvideo: "video",
  shortvideo: "video",
  music: "picture",
  miniprogrampage: "picture",
};

export function playerOf(type: string): Player | undefined {
  return PLAYERS[type];
}

/** A follower's own picture has its media id as its words. */
export function materialOf({ mediaId, source, content }: PhoneMessage): string {
  return mediaId || (source === "said" ? content : "");
}

/** The pictures of a message that has several. */
export function picturesOf({ type, mediaIds }: PhoneMessage): string[] {
  return type === "image" && mediaIds && mediaIds.length > 1 ? mediaIds : [];
}

/** What a person scans: the ticket of a code or the address in it. */
export function scanned(text: string): { ticket: string } | { url: string } {
  return text.includes("://") ? { url: text } : { ticket: text };
}
