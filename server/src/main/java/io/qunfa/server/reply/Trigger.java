package io.qunfa.server.reply;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a rule answers. */
sealed interface Trigger {

    /** Somebody begins to follow. */
    record Follow() implements Trigger {}

    /** Somebody says one of these, by typing or by voice if the platform recognises speech. */
    record Keywords(List<Keyword> keywords) implements Trigger {
        public Keywords {
            keywords = List.copyOf(keywords);
        }
    }

    /** Somebody sends something of one of these kinds. */
    record Message(Set<MessageKind> kinds) implements Trigger {
        public Message {
            kinds = Set.copyOf(kinds);
        }
    }

    /** Somebody taps the menu button with this key. */
    record MenuClick(String key) implements Trigger {}

    /**
     * Somebody scans a QR code with parameters.
     *
     * @param scene the value of the code; empty for any
     */
    record Scan(Optional<String> scene) implements Trigger {}

    /** Somebody sends something that no other rule answers. */
    record Fallback() implements Trigger {}

    /** What a follower can send. */
    enum MessageKind {
        TEXT,
        IMAGE,
        VOICE,
        VIDEO,
        LOCATION,
        LINK
    }
}
