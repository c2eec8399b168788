package io.qunfa.server.cli;

/** Something the user can mend. Its message is all that is shown. */
final class UserError extends RuntimeException {

    UserError(String message) {
        super(message, null, false, false);
    }
}
