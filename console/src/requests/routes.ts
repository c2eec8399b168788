import type { RouteRecordRaw } from "vue-router";

export const requestRoutes: RouteRecordRaw[] = [
  {
    path: "/accounts/:accountId/calls",
    name: "calls",
    props: true,
    component: () => import("@/requests/RequestsPage.vue"),
    meta: { title: "requests.title", place: "wiring" },
  },
];
