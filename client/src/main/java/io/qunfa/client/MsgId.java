package io.qunfa.client;

/**
 * One send task of the platform. Real values exceed 2<sup>31</sup>.
 *
 * @param value positive
 */
public record MsgId(long value) {

    public MsgId {
        if (value <= 0) {
            throw new IllegalArgumentException("msg_id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
