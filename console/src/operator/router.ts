import { createRouter, createWebHistory, type Router } from "vue-router";
import type { QueryClient } from "@tanstack/vue-query";
import type { Need } from "@/access/roles";
import { sessionQuery } from "@/access/session";
import type { Language } from "@/i18n/i18n";
import type { Place } from "@/operator/navigation";
import { routes } from "@/operator/routes";
import { givesUp, type Unsaved } from "@/ui/unsaved";

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
export function createConsoleRouter(
  queries: QueryClient,
  language: Language,
  unsaved: Unsaved,
): Router {
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
  router.beforeEach(async (to, from) => {
    if (to.path === from.path || !unsaved.exists) return true;
    return givesUp(language.i18n.global.t, to.meta.open ? "signedOut" : "unsaved");
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

/**
 * Comes back to where somebody was when the session ended. Who stays because of what they have written is not asked again on that
 * page; they sign in beside it.
 */
export function signInAsker(router: Router): () => Promise<void> {
  let asked = "";
  return async () => {
    const { meta, fullPath } = router.currentRoute.value;
    if (meta.open || asked === fullPath) return;
    asked = fullPath;
    const stayed = await router.push({ name: "sign-in", query: { to: fullPath } });
    if (!stayed) asked = "";
  };
}
