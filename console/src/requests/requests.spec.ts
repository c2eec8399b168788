import { describe, expect, it } from "vitest";
import { jsonFault, parameters, pasted, pretty } from "@/requests/requests";

describe("a call by hand", () => {
  it("has its query written line by line", () => {
    expect(parameters("openid=o1\n\n lang=zh_CN \nq=a=b\nempty")).toEqual({
      openid: "o1",
      lang: "zh_CN",
      q: "a=b",
      empty: "",
    });
  });

  it("takes an address apart that was pasted whole, without its token", () => {
    expect(
      pasted(" https://api.weixin.qq.com/cgi-bin/user/info?access_token=abc&openid=o1&lang=zh_CN "),
    ).toEqual({ path: "/cgi-bin/user/info", query: "openid=o1\nlang=zh_CN" });
    expect(pasted("/cgi-bin/user/get?next_openid=")).toEqual({
      path: "/cgi-bin/user/get",
      query: "next_openid=",
    });
    expect(pasted("/cgi-bin/user/get")).toBeUndefined();
  });

  it("tells what is wrong with its body before it is made", () => {
    expect(jsonFault("")).toBeUndefined();
    expect(jsonFault('{"a":1}')).toBeUndefined();
    expect(jsonFault('{"a":')).toBeTruthy();
  });

  it("shows an answer in lines, but never changes a long number", () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty('{"msg_id":12345678901234567}')).toBe('{"msg_id":12345678901234567}');
    expect(pretty("<html>")).toBe("<html>");
  });
});
