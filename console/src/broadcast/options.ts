import type { OptionsRequest, OptionsView } from "@/api/schema";

/** What its author decides beside message and audience. */
export interface Options {
  onceOnlyKey: string;
  overQuota: "leave-out" | "keep";
  severalDays: boolean;
  separateArticles: boolean;
  duringQuietHours: boolean;
}

export const NO_OPTIONS: Readonly<Options> = {
  onceOnlyKey: "",
  overQuota: "leave-out",
  severalDays: false,
  separateArticles: false,
  duringQuietHours: false,
};

export const CONSENTS = ["severalDays", "separateArticles", "duringQuietHours"] as const;

export function toOptions(view: OptionsView): Options {
  return {
    ...view,
    onceOnlyKey: view.onceOnlyKey ?? "",
    overQuota: view.overQuota === "keep" ? "keep" : "leave-out",
  };
}

export function toOptionsRequest({ onceOnlyKey, ...options }: Options): OptionsRequest {
  const key = onceOnlyKey.trim();
  return key === "" ? options : { ...options, onceOnlyKey: key };
}

/** Whether the author has decided anything, so that it is not hidden. */
export function isDecided(options: Options): boolean {
  return JSON.stringify(toOptionsRequest(options)) !== JSON.stringify(toOptionsRequest(NO_OPTIONS));
}
