package io.qunfa.sandbox;

import io.qunfa.sandbox.journal.Entry;
import java.time.Instant;

/**
 * One attempt to push something to an account's server.
 *
 * @param time virtual time
 * @param kind the event or message type
 * @param attempt counts from 1
 * @param outcome what came of it
 */
public record SentPush(
        Instant time,
        String appId,
        String url,
        String kind,
        int attempt,
        String body,
        String answer,
        String outcome) {

    static SentPush of(Entry.CallbackPushed entry) {
        return new SentPush(
                entry.time(),
                entry.appId(),
                entry.url(),
                entry.kind(),
                entry.attempt(),
                entry.body(),
                entry.answer(),
                entry.outcome());
    }
}
