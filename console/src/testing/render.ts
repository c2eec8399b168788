import type { Component } from "vue";
import { QueryClient, VueQueryPlugin } from "@tanstack/vue-query";
import { render } from "@testing-library/vue";
import { createI18n } from "vue-i18n";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Texts } from "@/i18n/i18n";
import { routes } from "@/operator/routes";

const EMPTY: Component = { template: "<i />" };
const texts = import.meta.glob<Texts>("../*/locales/en.json", { eager: true, import: "default" });

/** A component as it stands in the pages: with texts, queries and addresses. */
export async function show(component: Component, props: Record<string, unknown> = {}) {
  const router = createRouter({
    history: createMemoryHistory(),
    // The addresses are the real ones; the pages behind them are not what a spec is about.
    routes: routes.map((route) => ({ ...route, component: EMPTY }) as typeof route),
  });
  await router.push("/");
  const i18n = createI18n({
    legacy: false,
    locale: "en",
    messages: { en: Object.assign({}, ...Object.values(texts)) },
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
