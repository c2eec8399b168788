package io.qunfa.client;

/**
 * The articles of one send, as comments and statistics name them ({@code msg_data_id}).
 *
 * @param value positive; equals {@code mid} in a long article address
 */
public record MsgDataId(long value) {

    public MsgDataId {
        if (value <= 0) {
            throw new IllegalArgumentException("msg_data_id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
