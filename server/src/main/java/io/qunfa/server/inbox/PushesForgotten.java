package io.qunfa.server.inbox;

import io.qunfa.server.account.AccountId;
import java.util.List;
import java.util.UUID;

/**
 * A follower has left, and what these pushes said is forgotten; whoever has kept anything of it
 * forgets it too. Published in the transaction that does it.
 */
public record PushesForgotten(AccountId account, List<UUID> pushes) {

    public PushesForgotten {
        pushes = List.copyOf(pushes);
    }
}
