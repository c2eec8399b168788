package io.qunfa.sandbox.world;

import java.util.List;
import java.util.OptionalInt;

/**
 * Something the platform tells an account's server: an event with what belongs to it.
 *
 * @param openId the sender
 * @param answerableBy the follower who sees the passive reply or the failure sentence
 */
public record Notice(String event, String openId, OptionalInt answerableBy, List<Field> fields) {

    public Notice {
        fields = List.copyOf(fields);
    }

    /** What a follower did; the server may answer it. */
    public static Notice by(OfficialAccount account, int number, String event, Field... fields) {
        var openId = account.followers().openId(number);
        return new Notice(event, openId, OptionalInt.of(number), List.of(fields));
    }

    /** What happened about a follower; nobody sees an answer. */
    public static Notice about(OfficialAccount account, int number, String event, Field... fields) {
        var openId = account.followers().openId(number);
        return new Notice(event, openId, OptionalInt.empty(), List.of(fields));
    }

    /** Makes notices of one person's deeds. */
    public interface By {
        Notice does(String event, List<Field> fields);
    }

    /** One element of an event. */
    public sealed interface Field {

        /** A text, in CDATA. */
        record Text(String name, String value) implements Field {}

        /** A bare number. */
        record Bare(String name, String value) implements Field {}

        /** Elements inside an element. */
        record Group(String name, List<Field> fields) implements Field {

            public Group {
                fields = List.copyOf(fields);
            }
        }

        static Field text(String name, String value) {
            return new Text(name, value);
        }

        static Field number(String name, long value) {
            return new Bare(name, String.valueOf(value));
        }

        static Field group(String name, Field... fields) {
            return new Group(name, List.of(fields));
        }
    }
}
