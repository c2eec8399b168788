package io.qunfa.client;

/** What is sent to followers. */
public sealed interface Message {

    /** The {@code msgtype} on the wire. */
    String type();

    /**
     * Plain text. Empty text and the platform's soft length limits (2048 bytes) are left to the
     * platform and to whoever plans the send.
     *
     * @param content newlines and emoji as they are; {@code <a>} only where the platform allows it
     */
    record Text(String content) implements Message {

        @Override
        public String type() {
            return "text";
        }
    }
}
