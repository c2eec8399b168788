import type { RouteRecordRaw } from "vue-router";

const BROADCASTS = "/accounts/:accountId/broadcasts";

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
];
