package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * One line of a follower's chat with the account.
 *
 * @param type the message type, for example {@code text}
 * @param content the text, or the title of an article
 * @param msgId the platform's id, 0 where there is none
 * @param card what belongs to it if it is more than a text
 */
public record PhoneMessage(
        Instant time, Source source, String type, String content, long msgId, Card card) {

    /** A line that is only a text. */
    public PhoneMessage(Instant time, Source source, String type, String content, long msgId) {
        this(time, source, type, content, msgId, Card.NONE);
    }

    /** An answer that is offered, with the id that is pushed when it is tapped. */
    public record Choice(String id, String content) {}

    /**
     * Title, text, address and material of an article, a video or pictures, and the answers that
     * are offered; each may be empty.
     */
    public record Card(
            String title, String text, String url, List<String> mediaIds, List<Choice> choices) {

        public static final Card NONE = new Card("", "", "", "");

        public Card {
            mediaIds = List.copyOf(mediaIds);
            choices = List.copyOf(choices);
        }

        /** With one piece of material, or with none if its id is empty. */
        public Card(String title, String text, String url, String mediaId) {
            this(title, text, url, mediaId.isEmpty() ? List.of() : List.of(mediaId), List.of());
        }

        /** A question with its answers. */
        public static Card question(String head, List<Choice> choices, String tail) {
            return new Card(head, tail, "", List.of(), choices);
        }

        /** The first id of its material, empty if it has none. */
        public String mediaId() {
            return mediaIds.isEmpty() ? "" : mediaIds.get(0);
        }

        /** The card of a mass message. */
        public static Card of(MassContent content, String url) {
            return content.type().equals("text")
                    ? NONE
                    : new Card(
                            content.text(),
                            content.description(),
                            url,
                            content.mediaIds(),
                            List.of());
        }

        private void write(DataOutput out) throws IOException {
            Snapshot.writeText(out, title);
            Snapshot.writeText(out, text);
            Snapshot.writeText(out, url);
            Snapshot.writeList(out, mediaIds, id -> Snapshot.writeText(out, id));
            Snapshot.writeList(
                    out,
                    choices,
                    choice -> {
                        Snapshot.writeText(out, choice.id());
                        Snapshot.writeText(out, choice.content());
                    });
        }

        private static Card read(DataInput in) throws IOException {
            return new Card(
                    Snapshot.readText(in),
                    Snapshot.readText(in),
                    Snapshot.readText(in),
                    Snapshot.readList(in, () -> Snapshot.readText(in)),
                    Snapshot.readList(
                            in, () -> new Choice(Snapshot.readText(in), Snapshot.readText(in))));
        }
    }

    /** Where a line comes from. */
    public enum Source {
        MASS,
        PREVIEW,
        CUSTOMER,
        /** A template message or a subscription notice. */
        NOTICE,
        REPLY,
        FAILURE,
        /** The follower's own words. */
        SAID
    }

    static PhoneMessage mass(Ledger.Entry entry, Card card) {
        var content = entry.job().content();
        return new PhoneMessage(
                entry.at(), Source.MASS, content.type(), content.text(), entry.job().msgId(), card);
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeInstant(out, time);
        Snapshot.writeEnum(out, source);
        out.writeUTF(type);
        Snapshot.writeText(out, content);
        out.writeLong(msgId);
        card.write(out);
    }

    static PhoneMessage read(DataInput in) throws IOException {
        return new PhoneMessage(
                Snapshot.readInstant(in),
                Snapshot.readEnum(in, Source.class),
                in.readUTF(),
                Snapshot.readText(in),
                in.readLong(),
                Card.read(in));
    }
}
