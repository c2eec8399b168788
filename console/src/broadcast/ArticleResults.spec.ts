// @vitest-environment jsdom
import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import ArticleResults from "@/broadcast/ArticleResults.vue";
import { show } from "@/testing/render";

const article = {
  position: 2,
  title: "Tea",
  statisticsId: "2247484106_2",
  url: "https://mp.weixin.qq.com/s/x",
  check: null,
  deleted: false,
  figures: null,
};
const latest = {
  date: "2026-11-26",
  readers: 1234,
  shares: 5,
  wows: 6,
  likes: 7,
  comments: 8,
  collections: 9,
};

describe("the articles of a call", () => {
  test("have a title, a number and an address that leads there", async () => {
    await show(ArticleResults, { articles: [article] });
    expect(screen.getByText(/Article 2\s+Tea/)).toBeTruthy();
    expect(screen.getByText("2247484106_2")).toBeTruthy();
    expect(screen.getByRole("link").getAttribute("href")).toBe(article.url);
    expect(screen.queryByText("Readers")).toBeNull();
  });

  test("show how they were read, and of which day that is", async () => {
    const figures = {
      latest,
      days: [latest],
      preliminary: true,
      fetchedAt: "2026-11-27T01:00:00Z",
    };
    await show(ArticleResults, { articles: [{ ...article, figures }] });
    expect(screen.getByText("1,234")).toBeTruthy();
    expect(screen.getByText(/2026-11-26/)).toBeTruthy();
    expect(screen.getByText(/may still correct/)).toBeTruthy();
  });
});
