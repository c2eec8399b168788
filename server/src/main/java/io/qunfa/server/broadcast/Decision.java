package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import java.util.Optional;

/** What a person says about a call that nothing else could decide. */
sealed interface Decision {

    /**
     * It was sent.
     *
     * @param msgId its task, if the person knows; its result is then awaited
     */
    record Sent(Optional<MsgId> msgId) implements Decision {}

    /** It was not; it is made anew, with a new key. */
    record NotSent() implements Decision {}

    /** Whatever happened, nothing more is done about it. */
    record GiveUp() implements Decision {}
}
