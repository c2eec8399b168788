package io.qunfa.server.inbox;

import io.qunfa.server.account.AccountId;
import java.util.Set;

/** Knows who has left, as the inbox, which stands below the followers, does not. */
@FunctionalInterface
public interface GoneFollowers {

    /** Those of these OpenIDs who have followed and do not any more. */
    Set<String> among(AccountId account, Set<String> openIds);
}
