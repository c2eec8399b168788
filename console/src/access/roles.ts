/** What an operator may do with an account; each role may do what the ones before it may. */
export const ROLES = ["viewer", "editor", "publisher", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** What a page or a button is for: a role on the account, or looking after the installation. */
export type Need = Role | "installation";

export function covers(role: string | null | undefined, needed: Role): boolean {
  return ROLES.findIndex((each) => each === role) >= ROLES.indexOf(needed);
}

export const SCOPES = ["read", "plan", "send", "token", "administer"] as const;
