package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.Body;

/** A file as the answer to a call. */
record Attachment(String contentType, String fileName, Body content) {

    Answer.Whole answer() {
        return Answer.of(200, contentType, content.bytes())
                .with("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    }
}
