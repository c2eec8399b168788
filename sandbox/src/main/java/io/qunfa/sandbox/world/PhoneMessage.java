package io.qunfa.sandbox.world;

import java.time.Instant;

/**
 * One line of a follower's chat with the account.
 *
 * @param type the message type, for example {@code text}
 * @param content the text, or the title of an article
 * @param msgId the platform's id, 0 where there is none
 */
public record PhoneMessage(Instant time, Source source, String type, String content, long msgId) {

    /** Where a line comes from. */
    public enum Source {
        MASS,
        PREVIEW,
        CUSTOMER,
        REPLY,
        FAILURE,
        /** The follower's own words. */
        SAID
    }

    static PhoneMessage mass(Ledger.Entry entry) {
        var content = entry.job().content();
        return new PhoneMessage(
                entry.at(), Source.MASS, content.type(), content.text(), entry.job().msgId());
    }
}
