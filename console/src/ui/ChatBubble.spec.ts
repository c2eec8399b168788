// @vitest-environment jsdom
import { screen } from "@testing-library/vue";
import { describe, expect, test } from "vitest";
import { show } from "@/testing/render";
import ChatBubble from "@/ui/ChatBubble.vue";

const bubble = (text: string) => show(ChatBubble, { text, from: "account", name: "Demo" });

describe("a bubble of the chat", () => {
  test("shows the text as it was written, blank for blank", async () => {
    const text = "one\n\n two https://mp.weixin.qq.com/s/x three";
    const { container } = await bubble(text);
    expect(container.querySelector(".bubble")?.textContent).toBe(text);
  });

  test("shows hostile markup as text", async () => {
    await bubble("<img src=x onerror=alert(1)>");
    expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
    expect(document.querySelector("img")).toBeNull();
  });
});
