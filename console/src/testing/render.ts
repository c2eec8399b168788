import type { Component } from "vue";
import { QueryClient, VueQueryPlugin } from "@tanstack/vue-query";
import { render } from "@testing-library/vue";
import { createI18n } from "vue-i18n";
import { createMemoryHistory, createRouter } from "vue-router";
import operator from "@/operator/locales/en.json";
import sandbox from "@/sandbox/locales/en.json";
import ui from "@/ui/locales/en.json";

const EMPTY: Component = { template: "<i />" };
const NAMES = ["account", "accounts", "broadcast", "broadcasts", "compose", "edit", "sign-in"];

/** A component as it stands in the pages: with texts, queries and addresses. */
export async function show(component: Component, props: Record<string, unknown> = {}) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/", name: "home", component: EMPTY },
      ...NAMES.map((name) => ({
        path: `/${name}/:accountId?/:broadcastId?`,
        name,
        component: EMPTY,
      })),
    ],
  });
  await router.push("/");
  const i18n = createI18n({
    legacy: false,
    locale: "en",
    messages: { en: { ...ui, ...operator, ...sandbox } },
  });
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const page = render(component, {
    props,
    global: {
      stubs: { transition: false },
      plugins: [router, i18n, [VueQueryPlugin, { queryClient }]],
    },
  });
  return { ...page, router, queryClient };
}
