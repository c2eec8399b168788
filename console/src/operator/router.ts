import { createRouter, createWebHistory, type Router } from "vue-router";
import type { QueryClient } from "@tanstack/vue-query";
import type { Need } from "@/access/roles";
import { sessionQuery } from "@/access/session";
import type { Language } from "@/i18n/i18n";
import type { Place } from "@/operator/navigation";
import { routes } from "@/operator/routes";

declare module "vue-router" {
  interface RouteMeta {
    title: string;
    /** Whether nobody needs to have signed in. */
    open?: boolean;
    /** Where the navigation lists it; a page without a place is reached from another one. */
    place?: Place;
    /** Any of these lets somebody in; everybody may without. */
    needs?: readonly Need[];
  }
}

/** The server answers every address that is no file with the same page, which then looks here. */
export function createConsoleRouter(queries: QueryClient, language: Language): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      {
        path: "/sign-in",
        name: "sign-in",
        component: () => import("@/access/SignInPage.vue"),
        meta: { title: "access.signIn", open: true },
      },
      {
        path: "/",
        component: () => import("@/operator/AppShell.vue"),
        meta: { title: "account.accounts" },
        children: routes,
      },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    if (to.meta.open) return true;
    const session = await queries.ensureQueryData(sessionQuery).catch(() => undefined);
    return session === null ? { name: "sign-in", query: { to: to.fullPath } } : true;
  });
  router.afterEach((to) => {
    document.title = `${language.i18n.global.t(to.meta.title)} · Qunfa 群发`;
  });
  return router;
}

/** Comes back to where somebody was when the session ended; what was typed is kept there. */
export async function askToSignIn(router: Router): Promise<void> {
  const { meta, fullPath } = router.currentRoute.value;
  if (!meta.open) await router.push({ name: "sign-in", query: { to: fullPath } });
}
