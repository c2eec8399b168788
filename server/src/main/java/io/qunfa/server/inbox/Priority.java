package io.qunfa.server.inbox;

import io.qunfa.client.callback.Event;
import io.qunfa.client.callback.MassSendJobFinished;
import io.qunfa.client.callback.PublishJobFinished;
import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.UserMessage;

/**
 * How much a push is needed. Each is handed on by itself, so that none waits behind another. The
 * number of each is in the database.
 */
enum Priority {
    /** The result of something that was sent: an operator waits for it. */
    RESULT,
    /** A follower said something, and may wait for an answer. */
    MESSAGE,
    /** Everything else. Following and leaving come by the thousand, and keep their order. */
    EVENT;

    /** Whether the pushes of one follower must take effect in the order in which they came. */
    boolean keepsOrder() {
        return this == EVENT;
    }

    static Priority of(Push push) {
        return switch (push) {
            case MassSendJobFinished _, PublishJobFinished _, Event.TemplateSendJobFinished _ ->
                    RESULT;
            case UserMessage _ -> MESSAGE;
            case Push.Unknown unknown when unknown.eventName().endsWith("JOBFINISH") -> RESULT;
            case Push.Unknown unknown when unknown.eventName().isEmpty() -> MESSAGE;
            case Event _, Push.Unknown _ -> EVENT;
        };
    }

    int number() {
        return switch (this) {
            case RESULT -> 0;
            case MESSAGE -> 1;
            case EVENT -> 2;
        };
    }
}
