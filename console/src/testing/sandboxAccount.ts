import { LIMIT_NAMES, LIMITS, SWITCHES, type Limits } from "@/sandbox/behaviour";
import type { SandboxAccount } from "@/sandbox/control";

/** A service account of the sandbox on which nothing was changed. */
export const SANDBOX_ACCOUNT: SandboxAccount = {
  appid: "wx1",
  secret: "s",
  originalId: "gh_1",
  name: "Sandbox",
  kind: "service",
  verified: true,
  pay: false,
  massProtection: false,
  followers: 0,
  callback: null,
  domains: { js: [], oauth: "" },
  switches: SWITCHES,
  limits: Object.fromEntries(LIMIT_NAMES.map((name) => [name, LIMITS[name].usual])) as Limits,
};
