import type { RouteRecordRaw } from "vue-router";

export const inboxRoutes: RouteRecordRaw[] = [
  {
    path: "/accounts/:accountId/inbox",
    name: "inbox",
    props: true,
    component: () => import("@/inbox/InboxPage.vue"),
    meta: { title: "inbox.title", place: "audience" },
  },
  {
    path: "/accounts/:accountId/inbox/:pushId",
    name: "push",
    props: true,
    component: () => import("@/inbox/PushPage.vue"),
    meta: { title: "inbox.push" },
  },
  {
    path: "/accounts/:accountId/followers/:openId",
    name: "conversation",
    props: true,
    component: () => import("@/inbox/ConversationPage.vue"),
    meta: { title: "conversation.title" },
  },
];
