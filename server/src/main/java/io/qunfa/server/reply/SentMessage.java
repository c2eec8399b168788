package io.qunfa.server.reply;

import io.qunfa.client.OpenId;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A message from a person to one follower.
 *
 * @param errcode why the platform refused it
 * @param sentBy the operator's name
 */
record SentMessage(
        UUID id,
        OpenId to,
        Answer message,
        State state,
        OptionalInt errcode,
        Instant sentAt,
        String sentBy) {

    /** How it went. */
    enum State {
        /** On its way, or this server died meanwhile: nobody knows. */
        SENDING,
        SENT,
        REFUSED,
        /** The platform did not answer; the follower may have it. */
        UNKNOWN
    }
}
