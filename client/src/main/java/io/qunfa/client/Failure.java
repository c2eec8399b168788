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
        if (code == 0) {
            return "%s: %s. What to do: %s.".formatted(request, platformText, advice);
        }
        var meaning = ReturnCode.find(code).map(ReturnCode::meaning).orElse("");
        return "%s: the platform answered %d (%s)%s. What to do: %s."
                .formatted(
                        request,
                        code,
                        platformText,
                        meaning.isEmpty() ? "" : ", which means: " + meaning,
                        advice);
    }
}
