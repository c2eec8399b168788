import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from "vue-router";
import type { QueryClient } from "@tanstack/vue-query";
import { sessionQuery } from "@/access/session";
import type { Language } from "@/i18n/i18n";

declare module "vue-router" {
  interface RouteMeta {
    title: string;
    open?: boolean;
  }
}

const BROADCASTS = "/accounts/:accountId/broadcasts";

const routes: RouteRecordRaw[] = [
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
    children: [
      {
        path: "",
        name: "accounts",
        component: () => import("@/account/AccountsPage.vue"),
        meta: { title: "account.accounts" },
      },
      {
        path: "/accounts/:accountId",
        name: "account",
        props: true,
        component: () => import("@/account/AccountPage.vue"),
        meta: { title: "account.account" },
      },
      {
        path: BROADCASTS,
        name: "broadcasts",
        props: true,
        component: () => import("@/broadcast/BroadcastsPage.vue"),
        meta: { title: "broadcast.broadcasts" },
      },
      {
        path: `${BROADCASTS}/new`,
        name: "compose",
        props: true,
        component: () => import("@/broadcast/ComposePage.vue"),
        meta: { title: "broadcast.compose" },
      },
      {
        path: `${BROADCASTS}/:broadcastId/edit`,
        name: "edit",
        props: true,
        component: () => import("@/broadcast/ComposePage.vue"),
        meta: { title: "broadcast.edit" },
      },
      {
        path: `${BROADCASTS}/:broadcastId`,
        name: "broadcast",
        props: true,
        component: () => import("@/broadcast/BroadcastPage.vue"),
        meta: { title: "broadcast.broadcast" },
      },
      {
        path: "/:anything(.*)*",
        name: "nowhere",
        component: () => import("@/operator/NowherePage.vue"),
        meta: { title: "ui.nowhere" },
      },
    ],
  },
];

/** The server answers every address that is no file with the same page, which then looks here. */
export function createConsoleRouter(queries: QueryClient, language: Language): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
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
