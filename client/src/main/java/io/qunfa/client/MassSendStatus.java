package io.qunfa.client;

/** How far a send task is. It carries no counts; those come only with the finishing event. */
public sealed interface MassSendStatus {

    /** The word on the wire. */
    String raw();

    /** The words the platform documents. */
    enum Known implements MassSendStatus {
        /** Checked, queued or on its way. */
        SENDING("SENDING"),
        /** Over; single followers may have been missed. */
        SENT("SEND_SUCCESS"),
        /** Stopped or failed. */
        FAILED("SEND_FAIL"),
        /** Deleted afterwards; also observed when nobody was left after filtering. */
        DELETED("DELETE");

        private final String raw;

        Known(String raw) {
            this.raw = raw;
        }

        @Override
        public String raw() {
            return raw;
        }
    }

    /**
     * A word the platform added later.
     *
     * @param raw empty if the platform answered without a status, which it does for tasks it does
     *     not (yet) know
     */
    record Unknown(String raw) implements MassSendStatus {}

    /** Reads the word on the wire. */
    static MassSendStatus of(String raw) {
        for (var status : Known.values()) {
            if (status.raw.equals(raw)) {
                return status;
            }
        }
        return new Unknown(raw);
    }
}
