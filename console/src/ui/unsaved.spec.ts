// @vitest-environment jsdom
import { createApp, effectScope, nextTick, ref } from "vue";
import { QueryClient } from "@tanstack/vue-query";
import { screen } from "@testing-library/vue";
import userEvent from "@testing-library/user-event";
import { createI18n } from "vue-i18n";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { sessionQuery } from "@/access/session";
import type { Language } from "@/i18n/i18n";
import { createConsoleRouter, signInAsker } from "@/operator/router";
import { askBeforeUnload, UNSAVED, Unsaved, useChanged, useForm } from "@/ui/unsaved";
import en from "@/ui/locales/en.json";

function within<T>(unsaved: Unsaved, setup: () => T): T {
  const app = createApp({});
  app.provide(UNSAVED, unsaved);
  const made = effectScope().run(() => app.runWithContext(setup));
  return made as T;
}

describe("a value that is watched", () => {
  test("is unsaved while it differs from what was settled", () => {
    const unsaved = new Unsaved();
    const form = ref({ name: "a" });
    const { settle } = within(unsaved, () => useChanged(form));
    expect(unsaved.exists).toBe(false);
    form.value.name = "b";
    expect(unsaved.exists).toBe(true);
    form.value.name = "a";
    expect(unsaved.exists).toBe(false);
    form.value.name = "c";
    settle();
    expect(unsaved.exists).toBe(false);
  });

  test("is forgotten with what held it", () => {
    const unsaved = new Unsaved();
    const done = unsaved.add(() => true);
    done();
    expect(unsaved.exists).toBe(false);
  });
});

describe("a form", () => {
  test("follows the server until somebody writes, and again once it is saved", async () => {
    const view = ref<{ name: string } | undefined>();
    const { form, load } = within(new Unsaved(), () => useForm(view, (now) => ({ ...now })));
    view.value = { name: "first" };
    await nextTick();
    expect(form.value).toEqual({ name: "first" });
    form.value = { name: "mine" };
    view.value = { name: "somebody else’s" };
    await nextTick();
    expect(form.value).toEqual({ name: "mine" });
    load();
    expect(form.value).toEqual({ name: "somebody else’s" });
  });
});

describe("leaving what is unsaved", () => {
  let unsaved: Unsaved;
  let isChanged: boolean;
  const router = () => {
    const i18n = createI18n({ legacy: false, locale: "en", missingWarn: false, messages: { en } });
    const queries = new QueryClient();
    queries.setQueryData(sessionQuery.queryKey, { operator: { id: "1", name: "ada" } } as never);
    return createConsoleRouter(queries, { i18n } as unknown as Language, unsaved);
  };

  beforeEach(() => {
    unsaved = new Unsaved();
    isChanged = true;
    unsaved.add(() => isChanged);
    document.body.replaceChildren();
    vi.stubGlobal("scrollTo", () => {});
  });

  test("asks, and stays when somebody wants to", async () => {
    const console = router();
    isChanged = false;
    await console.push("/me");
    isChanged = true;
    const going = console.push("/operators");
    await userEvent.click(await screen.findByRole("button", { name: "Stay here" }));
    await going;
    expect(console.currentRoute.value.path).toBe("/me");
  });

  test("goes on when it is given up", async () => {
    const console = router();
    const going = console.push("/operators");
    await userEvent.click(await screen.findByRole("button", { name: "Leave without saving" }));
    await going;
    expect(console.currentRoute.value.path).toBe("/operators");
  });

  test("is asked once when the session has ended, however often a list is read", async () => {
    const console = router();
    isChanged = false;
    await console.push("/me");
    isChanged = true;
    const ask = signInAsker(console);
    const asked = ask();
    await screen.findByText("Your sign-in has ended");
    await userEvent.click(screen.getByRole("button", { name: "Stay here" }));
    await asked;
    await ask();
    expect(console.currentRoute.value.path).toBe("/me");
  });

  test("is asked by the browser when the tab is closed", () => {
    askBeforeUnload(window, unsaved);
    const leave = () => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(true);
    isChanged = false;
    expect(leave()).toBe(false);
  });
});
