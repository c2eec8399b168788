package io.qunfa.server.inbox;

import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.Reply;
import io.qunfa.server.account.AccountId;
import java.util.Optional;

/**
 * Chooses what a follower sees at once, as the answer to their push. Asked before the push is
 * stored, for everything a follower says or does; the choice is stored with the push, so that a
 * repeated delivery is answered with it and not asked about again.
 *
 * <p>Choose by rules that are in memory already, without database, file or network: whoever takes
 * longer than 200 ms is interrupted and nothing is shown, and the same happens on an exception.
 * Nothing may be changed here, for the push may never be stored, or may be stored already; act on
 * {@link PushReceived}.
 */
@FunctionalInterface
public interface Responder {

    /** What to show; empty for nothing. */
    Optional<Reply> reply(AccountId account, Push push);
}
