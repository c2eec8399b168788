import type { RouteRecordRaw } from "vue-router";

export const replyRoutes: RouteRecordRaw[] = [
  {
    path: "/accounts/:accountId/replies",
    name: "replies",
    props: true,
    component: () => import("@/reply/RepliesPage.vue"),
    meta: { title: "reply.replies", place: "content" },
  },
];
