import type { ArticleForm, DraftArticleView as Article } from "@/api/schema";
import { materialAddress, pictureAddress } from "@/content/media";

export const COMMENTS = ["nobody", "everybody", "followers"] as const;

export function emptyArticle(): ArticleForm {
  return {
    title: "",
    author: "",
    digest: "",
    content: "",
    sourceUrl: "",
    coverId: "",
    comments: "nobody",
  };
}

export function toForm(article: Article): ArticleForm {
  return {
    title: article.title,
    author: article.author,
    digest: article.digest,
    content: article.content ?? "",
    sourceUrl: article.sourceUrl,
    coverId: article.coverId ?? "",
    comments: article.comments,
  };
}

/** Where the cover is shown; a picture post's is its first picture. */
export function coverAddress(account: string, article: Article): string | undefined {
  const id = article.coverId ?? article.pictures[0];
  if (article.coverUrl) return pictureAddress(account, article.coverUrl);
  return id ? materialAddress(account, id) : undefined;
}

/**
 * The page that a preview shows: no script, and pictures by way of this server, because the
 * platform shows them on its own pages only.
 */
export function preview(html: string, picture: (address: string) => string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  page
    .querySelectorAll("script, iframe, object, embed, base, meta, link")
    .forEach((e) => e.remove());
  page.querySelectorAll("img").forEach((image) => {
    const address = image.getAttribute("data-src") ?? image.getAttribute("src") ?? "";
    image.removeAttribute("data-src");
    if (!address.startsWith("data:image/")) image.setAttribute("src", picture(address));
  });
  return page.body.innerHTML;
}
