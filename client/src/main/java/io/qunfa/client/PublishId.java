package io.qunfa.client;

/**
 * One publish task. Real values exceed 2<sup>31</sup>.
 *
 * @param value positive
 */
public record PublishId(long value) {

    public PublishId {
        if (value <= 0) {
            throw new IllegalArgumentException("publish_id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
