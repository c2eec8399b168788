package io.qunfa.sandbox.world;

import java.util.Arrays;
import java.util.Optional;

/** What the platform, or the account's owner, has taken from an account. */
public enum Restriction {
    /** The account is frozen: 50002, and 50007 instead of a token. */
    FROZEN("frozen"),
    /** No tokens, maybe as a punishment: 50004. */
    TOKENS("tokens"),
    /** The owner froze the AppSecret: 40243. */
    SECRET("secret"),
    /** The administrator never accepted the mass-send agreement: 48003. */
    MASS_AGREEMENT("massAgreement"),
    /** The publishing function is banned: 53500. */
    PUBLISHING("publishing"),
    /** No product may be sold: 53404. */
    SELLING("selling"),
    /** Customer-service messages are blocked as a punishment: 45087. */
    CUSTOMER_SERVICE("customerService"),
    /** The new customer service with its agents is not enabled: 65400. */
    AGENTS("agents");

    private final String word;

    Restriction(String word) {
        this.word = word;
    }

    /** The name in the control surface. */
    public String word() {
        return word;
    }

    public static Optional<Restriction> find(String word) {
        return Arrays.stream(values()).filter(found -> found.word.equals(word)).findFirst();
    }
}
