package io.qunfa.sandbox;

import io.qunfa.sandbox.world.PhoneMessage;
import java.time.Instant;

/**
 * One message on a follower's phone.
 *
 * @param time virtual time of arrival
 * @param type the message type, for example {@code text}
 * @param content the text, or the title of an article
 */
public record ReceivedMessage(Instant time, Source source, String type, String content) {

    /** Where a message comes from. */
    public enum Source {
        /** A mass send. */
        MASS,
        /** A preview of a mass send. */
        PREVIEW,
        /** A customer-service message. */
        CUSTOMER,
        /** A template message or a subscription notice. */
        NOTICE,
        /** The passive reply to something the follower said or did. */
        REPLY,
        /** The sentence that WeChat shows when the account's server fails. */
        FAILURE
    }

    static ReceivedMessage of(PhoneMessage line) {
        return new ReceivedMessage(
                line.time(), Source.valueOf(line.source().name()), line.type(), line.content());
    }
}
