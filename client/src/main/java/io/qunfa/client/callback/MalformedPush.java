package io.qunfa.client.callback;

import org.jspecify.annotations.Nullable;

/**
 * A callback body that is neither the platform's XML nor its JSON. Its message quotes nothing of
 * the body.
 */
public final class MalformedPush extends RuntimeException {

    MalformedPush(String reason) {
        this(reason, null);
    }

    MalformedPush(String reason, @Nullable Throwable cause) {
        super("not a push of the platform: " + reason, cause);
    }
}
