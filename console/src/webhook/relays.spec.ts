import { describe, expect, test } from "vitest";
import { changed, toForm, toRequest } from "@/webhook/relays";

const relay = {
  id: "r1",
  url: "https://old.example/wx",
  kinds: ["message.text", "event.*"],
  answers: true,
  enabled: true,
  encrypted: true,
  position: 3,
  failingSince: null,
  disabledReason: null,
};

describe("a relay", () => {
  test("is edited without its secrets, which stay if nothing is entered", () => {
    const form = toForm(relay);
    expect(form).toMatchObject({ url: relay.url, token: "", aesKey: "", encrypted: true });
    expect(toRequest(form, relay.kinds, relay)).toEqual({
      url: relay.url,
      kinds: relay.kinds,
      answers: true,
      enabled: true,
      position: 3,
    });
  });

  test("is told in plain text once encryption is switched off", () => {
    const form = { ...toForm(relay), encrypted: false, aesKey: "left over" };
    expect(toRequest(form, ["*"], relay).aesKey).toBe("");
  });

  test("that is new carries what was entered, and goes last by itself", () => {
    const form = {
      ...toForm(),
      url: " https://new.example ",
      token: "abc",
      aesKey: "k",
      encrypted: true,
    };
    expect(toRequest(form, ["*"])).toEqual({
      url: "https://new.example",
      token: "abc",
      aesKey: "k",
      kinds: ["*"],
      answers: false,
      enabled: true,
    });
  });

  test("changes one thing at a time", () => {
    expect(changed(relay, { enabled: false })).toMatchObject({ enabled: false, position: 3 });
    expect(changed(relay, {})).not.toHaveProperty("token");
  });
});
