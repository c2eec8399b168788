package io.qunfa.client.callback;

/**
 * A message a follower sent.
 *
 * @param value an unsigned 64-bit number in decimal
 */
public record MessageId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
