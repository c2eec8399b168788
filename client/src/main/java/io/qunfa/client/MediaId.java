package io.qunfa.client;

/**
 * An uploaded file, or a draft.
 *
 * @param value opaque, up to 128 characters and more
 */
public record MediaId(String value) {

    private static final int MAX_LENGTH = 512;

    public MediaId {
        Identifiers.require("media id", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
