package io.qunfa.server.inbox;

import java.util.List;

/**
 * All that was published as {@link PushReceived} in one transaction, at its end: for work that many
 * pushes can share, such as keeping a sum.
 */
public record PushesReceived(List<PushReceived> pushes) {
    public PushesReceived {
        pushes = List.copyOf(pushes);
    }
}
