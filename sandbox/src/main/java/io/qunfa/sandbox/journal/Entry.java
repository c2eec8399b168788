package io.qunfa.sandbox.journal;

import java.time.Instant;
import java.util.List;

/** One line of the journal. */
public sealed interface Entry {

    long id();

    /** Virtual time. */
    Instant time();

    /** Roughly how much memory it holds. */
    int bytes();

    /**
     * A request to the emulated platform and what it got.
     *
     * @param appId empty if the request could not be assigned to an account
     * @param outcome the answer's status, or what happened instead
     * @param notes why it was refused and what else was strange about it
     */
    record RequestSeen(
            long id,
            Instant time,
            String appId,
            String method,
            String path,
            String query,
            String body,
            String outcome,
            String answer,
            List<String> notes)
            implements Entry {

        @Override
        public int bytes() {
            return 2 * (query.length() + body.length() + answer.length()) + 400;
        }
    }

    /**
     * One attempt to push something.
     *
     * @param kind the event or message type
     * @param attempt counts from 1
     * @param outcome what came of it
     */
    record CallbackPushed(
            long id,
            Instant time,
            String appId,
            String url,
            String kind,
            int attempt,
            String body,
            String answer,
            String outcome)
            implements Entry {

        @Override
        public int bytes() {
            return 2 * (url.length() + body.length() + answer.length()) + 400;
        }
    }
}
