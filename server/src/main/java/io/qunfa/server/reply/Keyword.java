package io.qunfa.server.reply;

/** A word that a follower may say, and how it is looked for. */
record Keyword(String text, Match match) {

    /** How a keyword is looked for. */
    enum Match {
        /** The message is this and nothing else. */
        EXACT,
        /** The message has this in it. */
        CONTAINS,
        /** The message has something in it that this regular expression describes. */
        PATTERN
    }
}
