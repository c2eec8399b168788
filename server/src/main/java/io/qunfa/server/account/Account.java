package io.qunfa.server.account;

import io.qunfa.client.AppId;
import io.qunfa.client.Endpoints;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An Official Account as this server knows it, without its secrets.
 *
 * @param key its part of the callback address {@code /wx/{key}}, which never changes
 * @param originalId 原始ID, {@code gh_…}; learnt from the first push
 */
public record Account(
        AccountId id,
        String key,
        String name,
        AppId appId,
        Optional<String> originalId,
        Kind kind,
        boolean verified,
        Endpoints endpoints,
        Optional<Instant> callbackVerifiedAt,
        Connection connection,
        FollowerCount followers) {

    /** What an account is on the platform; its limits and permissions follow from it. */
    public enum Kind {
        SERVICE,
        SUBSCRIPTION,
        TEST;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String text) {
            for (var kind : values()) {
                if (kind.text().equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * What the last check of the connection found.
     *
     * @param problem the code of what is wrong
     */
    public record Connection(Optional<Instant> checkedAt, Optional<String> problem) {}

    /**
     * How many followers it has.
     *
     * @param asOf when they were counted; empty if never
     */
    public record FollowerCount(long count, Optional<Instant> asOf) {}

    /**
     * Whether the platform pushes nothing to us: messages stay unseen, and how a send ended has to
     * be asked for.
     */
    public boolean sendOnly() {
        return callbackVerifiedAt.isEmpty();
    }

    /** Whether it lives anywhere but on the platform itself. */
    public boolean sandbox() {
        return !endpoints.api().equals(Endpoints.wechat().api());
    }
}
