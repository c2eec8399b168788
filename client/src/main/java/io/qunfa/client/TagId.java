package io.qunfa.client;

/**
 * A tag of followers. 0, 1 and 2 are the platform's own; the account's tags begin at 100.
 *
 * @param value not negative
 */
public record TagId(long value) {

    public TagId {
        if (value < 0) {
            throw new IllegalArgumentException("tag id must not be negative: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
