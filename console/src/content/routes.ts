import type { RouteRecordRaw } from "vue-router";

const DRAFTS = "/accounts/:accountId/drafts";

export const contentRoutes: RouteRecordRaw[] = [
  {
    path: DRAFTS,
    name: "drafts",
    props: true,
    component: () => import("@/content/DraftsPage.vue"),
    meta: { title: "content.drafts", place: "content" },
  },
  {
    path: `${DRAFTS}/new`,
    name: "new-article",
    props: true,
    component: () => import("@/content/ArticlePage.vue"),
    meta: { title: "content.newArticle", needs: ["editor"] },
  },
  {
    path: `${DRAFTS}/:draftId/:index(\\d+)`,
    name: "article",
    props: true,
    component: () => import("@/content/ArticlePage.vue"),
    meta: { title: "content.editArticle", needs: ["editor"] },
  },
  {
    path: "/accounts/:accountId/media",
    name: "media",
    props: true,
    component: () => import("@/content/MediaPage.vue"),
    meta: { title: "content.media", place: "content" },
  },
];
