package io.qunfa.sandbox.world;

import java.util.List;

/**
 * Something a follower says.
 *
 * @param type the {@code MsgType}
 * @param shown what the phone shows of it
 * @param fields the elements of its kind
 * @param isMenuAnswer a tap on an item of a {@code msgmenu}, which counts as a tap on the menu
 */
public record Utterance(
        String type, String shown, List<Notice.Field> fields, boolean isMenuAnswer) {

    public Utterance {
        fields = List.copyOf(fields);
    }

    /** Words. */
    public static Utterance text(String content) {
        return of("text", content, Notice.Field.text("Content", content));
    }

    /** A tap on the item of a {@code msgmenu}: the words of the item, and its id. */
    public static Utterance menuAnswer(String content, String itemId) {
        return new Utterance(
                "text",
                content,
                List.of(
                        Notice.Field.text("Content", content),
                        Notice.Field.text("bizmsgmenuid", itemId)),
                true);
    }

    /** A message of another kind with the elements of that kind. */
    public static Utterance of(String type, String shown, Notice.Field... fields) {
        return new Utterance(type, shown, List.of(fields), false);
    }
}
