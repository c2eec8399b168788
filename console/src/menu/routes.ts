import type { RouteRecordRaw } from "vue-router";

export const menuRoutes: RouteRecordRaw[] = [
  {
    path: "/accounts/:accountId/menu",
    name: "menu",
    props: true,
    component: () => import("@/menu/MenuPage.vue"),
    meta: { title: "menu.menu", place: "content" },
  },
];
