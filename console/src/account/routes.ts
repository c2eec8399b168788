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
  {
    path: "/accounts/:accountId/connection",
    name: "connection",
    props: true,
    component: () => import("@/account/ConnectionPage.vue"),
    meta: { title: "health.title", place: "wiring" },
  },
  {
    path: "/accounts/:accountId/settings",
    name: "settings",
    props: true,
    component: () => import("@/account/SettingsPage.vue"),
    meta: { title: "account.settings", place: "wiring", needs: ["administrator"] },
  },
  {
    path: "/connect",
    name: "connect",
    component: () => import("@/account/ConnectPage.vue"),
    meta: { title: "account.connect" },
  },
  {
    path: "/accounts/:accountId/setup",
    name: "setup",
    props: true,
    component: () => import("@/account/SetupPage.vue"),
    meta: { title: "account.connect" },
  },
];
