import type { RouteRecordRaw } from "vue-router";

export const audienceRoutes: RouteRecordRaw[] = [
  {
    path: "/accounts/:accountId/followers",
    name: "followers",
    props: true,
    component: () => import("@/audience/FollowersPage.vue"),
    meta: { title: "audience.followers", place: "audience" },
  },
];
