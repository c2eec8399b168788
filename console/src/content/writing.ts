import type { ArticleMessage, Message } from "@/content/message";

/** A message being written; both kinds at once, so that changing one's mind loses nothing. */
export interface Writing {
  kind: Message["kind"];
  content: string;
  article: ArticleMessage;
}

export const NO_WRITING: Readonly<Writing> = {
  kind: "text",
  content: "",
  article: { kind: "article", draftId: "", fingerprint: "", ignoreReprint: false, articles: [] },
};

export function toMessage({ kind, content, article }: Writing): Message {
  return kind === "text" ? { kind, content } : article;
}

export function toWriting(message: Message): Writing {
  return message.kind === "text"
    ? { ...NO_WRITING, content: message.content }
    : { ...NO_WRITING, kind: "article", article: message };
}
