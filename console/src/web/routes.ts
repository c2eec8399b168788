import type { RouteRecordRaw } from "vue-router";

export const webRoutes: RouteRecordRaw[] = [
  {
    path: "/accounts/:accountId/web",
    name: "web",
    props: true,
    component: () => import("@/web/SitesPage.vue"),
    meta: { title: "web.sites", place: "wiring" },
  },
];
