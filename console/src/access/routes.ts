import type { RouteRecordRaw } from "vue-router";

export const accessRoutes: RouteRecordRaw[] = [
  {
    path: "/accounts/:accountId/people",
    name: "people",
    props: true,
    component: () => import("@/access/PeoplePage.vue"),
    meta: { title: "access.people", place: "wiring", needs: ["administrator", "installation"] },
  },
  {
    path: "/accounts/:accountId/audit",
    name: "account-audit",
    props: true,
    component: () => import("@/access/AuditPage.vue"),
    meta: { title: "audit.title", place: "wiring", needs: ["administrator", "installation"] },
  },
  {
    path: "/operators",
    name: "operators",
    component: () => import("@/access/OperatorsPage.vue"),
    meta: { title: "operator.operators", place: "installation", needs: ["installation"] },
  },
  {
    path: "/operators/:operatorId",
    name: "operator",
    props: true,
    component: () => import("@/access/OperatorPage.vue"),
    meta: { title: "operator.operator" },
  },
  {
    path: "/audit",
    name: "audit",
    component: () => import("@/access/AuditPage.vue"),
    meta: { title: "audit.installation", place: "installation", needs: ["installation"] },
  },
  {
    path: "/me",
    name: "me",
    component: () => import("@/access/MePage.vue"),
    meta: { title: "access.me", place: "installation" },
  },
];
