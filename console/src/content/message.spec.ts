import { describe, expect, test } from "vitest";
import { coverOf, isSayable, pickedFrom, summary, type Heading } from "@/content/message";

const article = {
  kind: "article",
  title: "Tea",
  author: "Li",
  digest: "In short",
  content: null,
  sourceUrl: "",
  coverId: "cover1",
  coverUrl: "",
  previewUrl: "https://mp.weixin.qq.com/s/1",
  comments: "nobody",
  pictures: [],
};
const draft = { id: "d1", fingerprint: "f1", updatedAt: null, articles: [article] };

describe("a message", () => {
  test("picked from a draft carries its state and what a chat shows of it", () => {
    expect(pickedFrom(draft)).toEqual({
      kind: "article",
      draftId: "d1",
      fingerprint: "f1",
      ignoreReprint: false,
      articles: [
        {
          title: "Tea",
          digest: "In short",
          coverId: "cover1",
          coverUrl: "",
          url: article.previewUrl,
        },
      ],
    });
  });

  test("of a picture post is covered by its first picture", () => {
    const post = { ...article, coverId: null, pictures: ["p1", "p2"] };
    expect(pickedFrom({ ...draft, articles: [post] }).articles[0]?.coverId).toBe("p1");
  });

  test("is told from others in a line", () => {
    expect(summary({ kind: "text", content: " hello\nthere" })).toBe("hello");
    const two = [article, { ...article, title: "Coffee" }];
    expect(summary(pickedFrom({ ...draft, articles: two }))).toBe("Tea · Coffee");
  });

  test("needs a text or a draft", () => {
    expect(isSayable({ kind: "text", content: "  " })).toBe(false);
    expect(isSayable({ kind: "text", content: "hello" })).toBe(true);
    expect(isSayable(pickedFrom(draft))).toBe(true);
    expect(isSayable({ ...pickedFrom(draft), draftId: "" })).toBe(false);
  });

  test("shows its cover by way of this server", () => {
    const heading: Heading = { title: "", digest: "", coverId: "c/1", coverUrl: "", url: "" };
    expect(coverOf("a1", heading)).toContain("/materials/c%2F1/picture");
    expect(coverOf("a1", { ...heading, coverUrl: "http://x/y.png" })).toContain("address=http%3A");
    expect(coverOf("a1", { ...heading, coverId: null })).toBeUndefined();
  });
});
