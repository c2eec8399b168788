package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

    void write(DataOutput out) throws IOException {
        Snapshot.writeInstant(out, time);
        Snapshot.writeEnum(out, source);
        out.writeUTF(type);
        Snapshot.writeText(out, content);
        out.writeLong(msgId);
    }

    static PhoneMessage read(DataInput in) throws IOException {
        return new PhoneMessage(
                Snapshot.readInstant(in),
                Snapshot.readEnum(in, Source.class),
                in.readUTF(),
                Snapshot.readText(in),
                in.readLong());
    }
}
