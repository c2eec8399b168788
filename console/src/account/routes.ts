import type { RouteRecordRaw } from "vue-router";

export const accountRoutes: RouteRecordRaw[] = [
  {
    path: "/",
    name: "accounts",
    component: () => import("@/account/AccountsPage.vue"),
    meta: { title: "account.accounts", place: "installation" },
  },
  {
    path: "/accounts/:accountId",
    name: "account",
    props: true,
    component: () => import("@/account/AccountPage.vue"),
    meta: { title: "account.overview", place: "account" },
  },
];
