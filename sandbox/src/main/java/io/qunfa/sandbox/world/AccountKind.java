package io.qunfa.sandbox.world;

import java.util.Locale;

/** The kinds of Official Account. */
public enum AccountKind {
    /** Service account (服务号): sends to lists, four messages a month for each follower. */
    SERVICE,
    /** Subscription account (订阅号): one mass send a day. */
    SUBSCRIPTION,
    /** Test account (接口测试号): may not mass send today. */
    TEST;

    /** The kind with this lower-case name. */
    public static AccountKind parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The lower-case name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
