import type { BroadcastView, DraftView as Draft } from "@/api/schema";
import { measure } from "@/content/measure";
import { materialAddress, pictureAddress } from "@/content/media";

export type Message = BroadcastView["message"];
export type ArticleMessage = Extract<Message, { kind: "article" }>;
export type Heading = ArticleMessage["articles"][number];

/** The articles of a draft, in the state in which it was picked. */
export function pickedFrom(draft: Draft, ignoreReprint = false): ArticleMessage {
  return {
    kind: "article",
    draftId: draft.id,
    fingerprint: draft.fingerprint,
    ignoreReprint,
    articles: draft.articles.map(({ title, digest, coverId, coverUrl, previewUrl, pictures }) => ({
      title,
      digest,
      coverId: coverId ?? pictures[0] ?? null,
      coverUrl: coverUrl ?? "",
      url: previewUrl ?? "",
    })),
  };
}

export function coverOf(account: string, { coverId, coverUrl }: Heading): string | undefined {
  if (coverUrl) return pictureAddress(account, coverUrl);
  return coverId ? materialAddress(account, coverId) : undefined;
}

/** One line that tells it from others. */
export function summary(message: Message): string {
  return message.kind === "text"
    ? (message.content.trim().split("\n")[0] ?? "")
    : message.articles.map(({ title }) => title).join(" · ");
}

/** Whether there is anything to be sent. */
export function isSayable(message: Message): boolean {
  return message.kind === "text"
    ? measure(message.content).weight !== "empty"
    : message.draftId !== "";
}
