import type { ApiTokenRequest } from "@/api/schema";

export interface TokenForm {
  name: string;
  scopes: string[];
  /** Empty for every account of the operator, now and later. */
  accounts: string[];
  /** How long it works; 0 for no end. */
  days: number;
}

export const LIFETIMES = [30, 90, 365, 0] as const;

export const EMPTY_TOKEN: Readonly<TokenForm> = { name: "", scopes: [], accounts: [], days: 90 };

export function isComplete({ name, scopes }: TokenForm): boolean {
  return name.trim() !== "" && scopes.length > 0;
}

export function toTokenRequest({ name, scopes, accounts, days }: TokenForm): ApiTokenRequest {
  return {
    name: name.trim(),
    scopes,
    accounts: accounts.length === 0 ? undefined : accounts,
    days: days === 0 ? undefined : days,
  };
}
