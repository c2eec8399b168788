import type { RouteRecordRaw } from "vue-router";

export const accessRoutes: RouteRecordRaw[] = [];
