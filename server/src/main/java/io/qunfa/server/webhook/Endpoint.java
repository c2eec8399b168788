package io.qunfa.server.webhook;

import io.qunfa.client.callback.CallbackToken;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.server.account.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Another system that is told what happens.
 *
 * @param failingSince since when nothing has reached it; empty if the last did
 * @param disabledReason why it was switched off, if not by a person
 */
record Endpoint(
        Id id,
        URI url,
        Kinds kinds,
        boolean enabled,
        Format format,
        Optional<Instant> failingSince,
        Optional<String> disabledReason) {

    /** Identifies an endpoint. */
    record Id(AccountId account, UUID value) {}

    /** How it is told. */
    sealed interface Format {}

    /**
     * As typed JSON.
     *
     * @param secrets the current one, and the one before it while both count
     */
    record Json(List<WebhookSecret> secrets) implements Format {
        Json {
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * As the platform would tell it.
     *
     * @param key encrypted with this, if it is there
     * @param answers whether what it answers within four seconds is shown to the follower
     * @param position who is asked first
     */
    record WeChat(CallbackToken token, Optional<EncodingAesKey> key, boolean answers, int position)
            implements Format {}
}
