package io.qunfa.sandbox;

import io.qunfa.sandbox.world.Ledger;
import java.time.Instant;

/**
 * What a mass send did to the phones.
 *
 * @param time when the newest of its messages arrived
 * @param audience how many it addressed
 * @param eligible how many were left after filtering
 * @param delivered how many messages arrived so far
 * @param clientKey the caller's {@code clientmsgid}, or the platform's own key
 */
public record Delivery(
        long msgId,
        Instant time,
        int audience,
        int eligible,
        int delivered,
        String content,
        String contentDigest,
        String clientKey) {

    static Delivery of(Ledger.Entry entry) {
        var job = entry.job();
        return new Delivery(
                job.msgId(),
                entry.at(),
                job.counts().total(),
                job.counts().filter(),
                entry.delivered(),
                job.content().text(),
                entry.contentDigest(),
                job.clientKey());
    }
}
