import type { BroadcastSettingsRequest, BroadcastSettingsView } from "@/api/schema";

export interface SettingsForm {
  fourEyes: boolean;
  hasQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  zone: string;
  graceMinutes: number;
  callsPerDay: number;
  temporaryTagMembers: number;
}

/** Shown when somebody switches quiet hours on. */
const USUAL = { quietFrom: "22:00", quietTo: "08:00" };

export function toForm({ quietFrom, quietTo, ...view }: BroadcastSettingsView): SettingsForm {
  return {
    ...view,
    hasQuiet: Boolean(quietFrom),
    quietFrom: quietFrom ?? USUAL.quietFrom,
    quietTo: quietTo ?? USUAL.quietTo,
  };
}

export function toRequest(form: SettingsForm): BroadcastSettingsRequest {
  const { hasQuiet, quietFrom, quietTo, ...rest } = form;
  return hasQuiet ? { ...rest, quietFrom, quietTo } : rest;
}
