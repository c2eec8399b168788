package io.qunfa.client.callback;

/** Whether a request to the callback address comes from the platform. */
public enum Verdict {
    /** Signed with the account's token, recently. */
    GENUINE,
    /** Signature, timestamp or nonce is missing or malformed. */
    INCOMPLETE,
    /** Signed with another token, or changed on the way. */
    WRONG_SIGNATURE,
    /** The timestamp is too far from our clock: an old request played again, or a wrong clock. */
    STALE,
    /** In clear text, although encryption was agreed. */
    UNENCRYPTED,
    /** Encrypted, but not with a key of ours for this account. */
    UNDECIPHERABLE,
    /** Genuine, but not the platform's XML. */
    MALFORMED
}
