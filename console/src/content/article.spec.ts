// @vitest-environment jsdom
import { expect, test } from "vitest";
import { preview } from "@/content/article";

const shown = (html: string) => preview(html, (address) => `/pictures?${address}`);

test("pictures of the platform come by way of this server", () => {
  expect(shown('<p>a</p><img data-src="http://mmbiz.qpic.cn/a">')).toBe(
    '<p>a</p><img src="/pictures?http://mmbiz.qpic.cn/a">',
  );
});

test("a picture in the text itself stays where it is", () => {
  expect(shown('<img src="data:image/png;base64,AAAA">')).toBe(
    '<img src="data:image/png;base64,AAAA">',
  );
});

test("nothing that could act is shown", () => {
  expect(shown('<script>x()</script><iframe src="a"></iframe><p>a</p>')).toBe("<p>a</p>");
});
