package io.qunfa.sandbox.http;

import java.io.IOException;

/** What arrived is not HTTP, or larger than a named limit. */
final class MalformedRequest extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    MalformedRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
