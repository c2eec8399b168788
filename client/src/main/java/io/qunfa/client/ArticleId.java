package io.qunfa.client;

/**
 * Something that was published without notifying anybody.
 *
 * @param value opaque
 */
public record ArticleId(String value) {

    private static final int MAX_LENGTH = 512;

    public ArticleId {
        Identifiers.require("article id", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
