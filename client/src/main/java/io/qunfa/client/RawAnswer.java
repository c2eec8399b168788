package io.qunfa.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * What the platform answered, as it is.
 *
 * @param status of HTTP; the platform's own errors have 200
 * @param contentType as the platform says, which need not be true; empty if it says nothing
 * @param size of the whole answer in bytes, at most 64 MiB
 * @param text the answer if it is text, else empty
 * @param code the {@code errcode}, 0 if there is none
 * @param rid the platform's number for a refused request
 * @param took by the monotonic clock
 */
public record RawAnswer(
        int status,
        String contentType,
        long size,
        Optional<String> text,
        int code,
        Optional<String> rid,
        Duration took) {

    static RawAnswer read(ClassicHttpResponse response, long startedNanos) throws IOException {
        var bytes = Answer.bytes(response);
        var json = bytes.length > 0 && bytes[0] == '{' ? Answer.parse(bytes) : null;
        var answer = new Answer(json == null ? Json.object() : json);
        var type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        return new RawAnswer(
                response.getCode(),
                type == null ? "" : type.getValue(),
                bytes.length,
                text(bytes),
                answer.code(),
                Rid.in(answer.text()),
                Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    CompletedCall completing(Request request, Instant startedAt) {
        return new CompletedCall(
                request.path(), request.redacted(), startedAt, took, true, code, rid);
    }
}
