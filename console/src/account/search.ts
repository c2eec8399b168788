import type { AccountView as Account } from "@/api/schema";

/** Up to here somebody sees all at once. */
export const FEW = 12;

/** The accounts with every word in their name, AppID or original id; those in trouble come first. */
export function found(
  accounts: readonly Account[],
  sought: string,
  onlyTroubled: boolean,
): Account[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (account: Account) => {
    const text = `${account.name} ${account.appId} ${account.originalId ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return accounts
    .filter((account) => fits(account) && (!onlyTroubled || isTroubled(account)))
    .toSorted((a, b) => Number(isTroubled(b)) - Number(isTroubled(a)));
}

function isTroubled({ connection }: Account): boolean {
  return connection.state === "failing";
}
