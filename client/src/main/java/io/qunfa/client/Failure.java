package io.qunfa.client;

import io.qunfa.protocol.ReturnCode;

/**
 * What is known about a call that did not succeed.
 *
 * @param request redacted
 * @param code 0 without an answer
 * @param platformText redacted {@code errmsg}, or what happened instead of an answer
 * @param advice what to do next
 */
record Failure(String request, int code, String platformText, String advice) {

    String sentence() {
        return request + ": " + whatHappened() + " What to do: " + advice + ".";
    }

    private String whatHappened() {
        if (code == 0) {
            return platformText + ".";
        }
        var meaning = ReturnCode.find(code).map(ReturnCode::meaning).orElse("");
        return "the platform answered %d (%s). %s".formatted(code, platformText, meaning).strip();
    }
}
