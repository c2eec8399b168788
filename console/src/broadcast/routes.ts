import type { RouteRecordRaw } from "vue-router";

const ACCOUNT = "/accounts/:accountId";
const BROADCASTS = `${ACCOUNT}/broadcasts`;

export const broadcastRoutes: RouteRecordRaw[] = [
  {
    path: BROADCASTS,
    name: "broadcasts",
    props: true,
    component: () => import("@/broadcast/BroadcastsPage.vue"),
    meta: { title: "broadcast.broadcasts", place: "send" },
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
    path: `${ACCOUNT}/schedule`,
    name: "schedule",
    props: true,
    component: () => import("@/broadcast/SchedulePage.vue"),
    meta: { title: "schedule.page", place: "send" },
  },
  {
    path: `${ACCOUNT}/quota`,
    name: "quota",
    props: true,
    component: () => import("@/broadcast/QuotaPage.vue"),
    meta: { title: "quota.title", place: "send" },
  },
  {
    path: `${ACCOUNT}/previewers`,
    name: "previewers",
    props: true,
    component: () => import("@/broadcast/PreviewersPage.vue"),
    meta: { title: "previewer.title", place: "send" },
  },
];
