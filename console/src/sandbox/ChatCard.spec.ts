// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import ChatCard from "@/sandbox/ChatCard.vue";
import ChatLine from "@/sandbox/ChatLine.vue";
import type { PhoneMessage } from "@/sandbox/control";
import { show } from "@/testing/render";
import { serve } from "@/testing/server";

const LINE: PhoneMessage = {
  time: "2026-11-25T00:00:00Z",
  source: "customer",
  type: "image",
  content: "m/1",
  title: "",
  text: "",
  url: "",
  mediaId: "m/1",
};
const FILE = "/_sandbox/accounts/wx1/media/m%2F1";

function showLine(line: Partial<PhoneMessage>) {
  return show(ChatCard, { line: { ...LINE, ...line }, appid: "wx1", openid: "o1" });
}

describe("what a follower received", () => {
  test("is a picture, and its id once the file is gone", async () => {
    await showLine({});
    const picture = screen.getByRole("img", { name: "Picture" });
    expect(picture.getAttribute("src")).toBe(FILE);
    await fireEvent.error(picture);
    expect(screen.queryByRole("img")).toBeNull();
    expect(screen.getByText("m/1")).toBeTruthy();
  });

  test("a send with several pictures shows each of them", async () => {
    await showLine({ title: "Spring", mediaIds: ["m/1", "m2", "m3"] });
    const pictures = screen.getAllByRole("img");
    expect(pictures.map((each) => each.getAttribute("alt"))).toEqual([
      "Picture 1 of 3",
      "Picture 2 of 3",
      "Picture 3 of 3",
    ]);
    expect(pictures[0]?.getAttribute("src")).toBe(FILE);
    expect(screen.getByText("Spring")).toBeTruthy();
    await fireEvent.error(pictures[1] as HTMLElement);
    expect(screen.getByText("m2")).toBeTruthy();
    expect(screen.getAllByRole("img")).toHaveLength(2);
  });

  test.each([
    ["voice", "Voice", "audio"],
    ["mpvideo", "Video", "video"],
  ])("a %s has a player", async (type, name, element) => {
    await showLine({ type });
    const player = screen.getByLabelText(name);
    expect(player.localName).toBe(element);
    expect(player.getAttribute("src")).toBe(FILE);
    expect(player.hasAttribute("controls")).toBe(true);
  });

  test("an answer that is offered is tapped, with its id", async () => {
    const server = serve();
    server.answer("POST /_sandbox/accounts/wx1/followers/o1/messages", {});
    const choices = [
      { id: "101", content: "Good" },
      { id: "102", content: "Bad" },
    ];
    const line = { ...LINE, type: "msgmenu", title: "How was it?", choices };
    await show(ChatLine, { line, appid: "wx1", openid: "o1", accountName: "A" });
    expect(screen.getByText("How was it?")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Bad" }));
    expect(await server.requests[0]?.json()).toEqual({
      type: "text",
      content: "Bad",
      menuItem: "102",
    });
    server.close();
  });

  test("a follower's own picture is shown by what was said", async () => {
    await showLine({ source: "said", mediaId: "", content: "mine" });
    expect(screen.getByRole("img").getAttribute("src")).toBe("/_sandbox/accounts/wx1/media/mine");
  });

  test("articles lead to their pages here, with covers and rows", async () => {
    const url = "http://mp.weixin.qq.com/s?__biz=MzA&mid=1&idx=1&sn=x";
    const article = { digest: "d", cover: "" };
    await showLine({
      type: "mpnews",
      content: "First",
      url,
      articles: [
        { ...article, title: "First", url, cover: "c1" },
        { ...article, title: "Second", url: `${url}#rd` },
      ],
    });
    const [first, second, ...others] = screen.getAllByRole("link");
    expect(others).toEqual([]);
    expect(first?.getAttribute("href")).toBe("/s?__biz=MzA&mid=1&idx=1&sn=x&openid=o1");
    expect(second?.textContent).toContain("Second");
    expect(first?.querySelector("img")?.getAttribute("src")).toContain("/media/c1");
  });

  test("a script is no address", async () => {
    await showLine({ type: "news", title: "Click", url: "javascript:alert(1)" });
    expect(screen.queryByRole("link")).toBeNull();
    expect(screen.getByText("Click")).toBeTruthy();
  });
});
