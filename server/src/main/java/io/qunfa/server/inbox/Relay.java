package io.qunfa.server.inbox;

import io.qunfa.client.callback.Push;
import io.qunfa.server.account.AccountId;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks another system what a follower is to see, before the {@link Responder} is asked and before
 * the push is stored: what it answers is stored with the push like any other reply. It may take
 * four seconds; should this server die in between, or the platform lose patience, the platform
 * delivers the push again and the other system is asked again, as the platform would have done.
 */
@FunctionalInterface
public interface Relay {

    /**
     * That another system has the push.
     *
     * @param by which one
     * @param reply what it wants to be shown, as XML in clear text; empty for nothing
     */
    record Answer(UUID by, Optional<String> reply) {}

    /** Empty if no system may answer, or if none did in time. */
    Optional<Answer> ask(AccountId account, Push push, byte[] xml);
}
