package io.qunfa.sandbox;

/** Which platform the sandbox plays where reality is disputed or has changed. */
public enum Profile {
    /** Today's platform. */
    DEFAULT,
    /**
     * The platform of 2015: a test account may mass send, and a mass text may carry links to
     * anywhere.
     */
    AS_DESCRIBED
}
