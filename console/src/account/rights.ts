import { toValue, type MaybeRefOrGetter } from "vue";
import { useQuery } from "@tanstack/vue-query";
import { covers, type Need } from "@/access/roles";
import { sessionQuery } from "@/access/session";
import { useAccount } from "@/account/accounts";

/** What whoever is signed in may do here, so that no button is shown that answers "forbidden". */
export function useRights(accountId: MaybeRefOrGetter<string>) {
  const session = useQuery(sessionQuery);
  const account = useAccount(accountId);
  const administers = () => session.data.value?.operator.administrator === true;

  function may(...needs: readonly Need[]): boolean {
    return needs.some((need) =>
      need === "installation"
        ? administers()
        : toValue(accountId) !== "" && covers(account.data.value?.role, need),
    );
  }
  return { may };
}
