import type { RouteRecordRaw } from "vue-router";
import { accessRoutes } from "@/access/routes";
import { accountRoutes } from "@/account/routes";
import { audienceRoutes } from "@/audience/routes";
import { broadcastRoutes } from "@/broadcast/routes";
import { inboxRoutes } from "@/inbox/routes";
import { contentRoutes } from "@/content/routes";
import { menuRoutes } from "@/menu/routes";
import { replyRoutes } from "@/reply/routes";
import { requestRoutes } from "@/requests/routes";
import { webRoutes } from "@/web/routes";
import { webhookRoutes } from "@/webhook/routes";

/** Every page inside the frame; the navigation shows those that name a place, in this order. */
export const routes: RouteRecordRaw[] = [
  ...accountRoutes,
  ...broadcastRoutes,
  ...audienceRoutes,
  ...inboxRoutes,
  ...replyRoutes,
  ...menuRoutes,
  ...contentRoutes,
  ...webRoutes,
  ...webhookRoutes,
  ...requestRoutes,
  ...accessRoutes,
  {
    path: "/:anything(.*)*",
    name: "nowhere",
    component: () => import("@/operator/NowherePage.vue"),
    meta: { title: "ui.nowhere" },
  },
];
