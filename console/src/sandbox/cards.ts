import type { PhoneMessage } from "@/sandbox/control";

/** How WeChat shows a line of a chat. */
export type Look = "failure" | "bubble" | "article" | "notice" | "media";

const ARTICLES = new Set(["mpnews", "news", "mpnewsarticle", "link"]);
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

/** What a person scans: the ticket of a code or the address in it. */
export function scanned(text: string): { ticket: string } | { url: string } {
  return text.includes("://") ? { url: text } : { ticket: text };
}
