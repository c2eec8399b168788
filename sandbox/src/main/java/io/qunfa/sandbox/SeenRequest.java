package io.qunfa.sandbox;

import io.qunfa.sandbox.journal.Entry;
import java.time.Instant;
import java.util.List;

/**
 * A request to the emulated platform and what it got.
 *
 * @param time virtual time
 * @param appId empty if the request could not be assigned to an account
 * @param query without secrets
 * @param outcome the answer's status, or what happened instead
 * @param notes why it was refused, and what else was strange about it
 */
public record SeenRequest(
        Instant time,
        String appId,
        String method,
        String path,
        String query,
        String body,
        String outcome,
        String answer,
        List<String> notes) {

    static SeenRequest of(Entry.RequestSeen entry) {
        return new SeenRequest(
                entry.time(),
                entry.appId(),
                entry.method(),
                entry.path(),
                entry.query(),
                entry.body(),
                entry.outcome(),
                entry.answer(),
                entry.notes());
    }

    /** Whether the platform refused it. */
    public boolean isRefused() {
        return notes.stream().anyMatch(note -> note.startsWith("failed: "));
    }
}
