package io.qunfa.sandbox.control;

import io.qunfa.sandbox.callback.CallbackFailure;

/** A request to the control surface that cannot be done. */
final class ControlProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    private ControlProblem(int status, String code, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ControlProblem notFound(String what) {
        return new ControlProblem(404, "not-found", "there is no " + what);
    }

    static ControlProblem badRequest(String reason) {
        return new ControlProblem(400, "bad-request", reason);
    }

    static ControlProblem forbidden(String reason) {
        return new ControlProblem(403, "forbidden", reason);
    }

    static ControlProblem of(CallbackFailure failure) {
        return new ControlProblem(422, failure.reason().word(), failure.text());
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
