import type { RouteRecordRaw } from "vue-router";

export const webhookRoutes: RouteRecordRaw[] = [
  {
    path: "/accounts/:accountId/webhooks",
    name: "webhooks",
    props: true,
    component: () => import("@/webhook/WebhooksPage.vue"),
    meta: { title: "webhook.title", place: "wiring" },
  },
  {
    path: "/accounts/:accountId/webhooks/:webhookId",
    name: "webhook",
    props: true,
    component: () => import("@/webhook/WebhookPage.vue"),
    meta: { title: "webhook.title" },
  },
  {
    path: "/accounts/:accountId/relays/:relayId",
    name: "relay",
    props: true,
    component: () => import("@/webhook/RelayPage.vue"),
    meta: { title: "relay.title" },
  },
];
