import type { ConnectRequest as NewAccount } from "@/api/schema";

export const KINDS = ["service", "subscription", "test"] as const;

export interface AccountForm {
  name: string;
  appId: string;
  appSecret: string;
  kind: (typeof KINDS)[number];
  verified: boolean;
  /** Address of a sandbox; empty for the real platform. */
  sandbox: string;
}

export const EMPTY_ACCOUNT: Readonly<AccountForm> = {
  name: "",
  appId: "",
  appSecret: "",
  kind: "service",
  verified: true,
  sandbox: "",
};

export function isComplete({ name, appId, appSecret }: AccountForm): boolean {
  return [name, appId, appSecret].every((value) => value.trim() !== "");
}

export function toNewAccount({ sandbox, ...form }: AccountForm): NewAccount {
  return {
    ...form,
    name: form.name.trim(),
    appId: form.appId.trim(),
    appSecret: form.appSecret.trim(),
    platform: sandbox.trim() || "wechat",
  };
}
