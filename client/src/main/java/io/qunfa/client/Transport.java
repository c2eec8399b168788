package io.qunfa.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import tools.jackson.databind.JsonNode;

/**
 * Carries requests to the platform and reads its answers by their content. Every request goes out
 * exactly once; nothing is retried or redirected here.
 */
final class Transport {

    private static final String UNANSWERED_ADVICE =
            "a read can be repeated; a send is neither delivered nor failed until the same key, its"
                    + " event or its status tells";

    private final CloseableHttpClient http;
    private final InstantSource clock;
    private final CallListener listener;
    private final Failures failures;

    Transport(Connections connections, InstantSource clock, CallListener listener) {
        this.http = connections.http();
        this.clock = clock;
        this.listener = listener;
        this.failures = new Failures(clock);
    }

    /**
     * Sends the request and returns the platform's answer.
     *
     * @throws WeChatException if the answer is an error, or there is none
     */
    JsonNode exchange(Request request) {
        return exchange(request, Answer::read).json();
    }

    /**
     * Sends the request and keeps the file it is answered with.
     *
     * @return the answer, if it is JSON instead of a file
     */
    Optional<JsonNode> download(Request request, Path target) {
        var answer = exchange(request, response -> Download.receive(response, target));
        return answer.json().isEmpty() ? Optional.empty() : Optional.of(answer.json());
    }

    private Answer exchange(Request request, HttpClientResponseHandler<Answer> reader) {
        var startedAt = clock.instant();
        var startedNanos = System.nanoTime();
        try {
            var answer = http.execute(outgoing(request), reader);
            var took = Duration.ofNanos(System.nanoTime() - startedNanos);
            listener.completed(answer.completing(request, startedAt, took));
            if (answer.code() != 0) {
                throw failures.of(request, answer.code(), answer.text(), answer.json());
            }
            return answer;
        } catch (IOException e) {
            throw gone(request, startedAt, startedNanos, e);
        }
    }

    private WeChatException gone(
            Request request, Instant startedAt, long startedNanos, IOException reason) {
        var took = Duration.ofNanos(System.nanoTime() - startedNanos);
        listener.completed(CompletedCall.unanswered(request, startedAt, took));
        return unanswered(request, reason);
    }

    /** Sends the request and returns whatever it is answered with. */
    RawAnswer raw(Request request) {
        var startedAt = clock.instant();
        var startedNanos = System.nanoTime();
        try {
            var answer =
                    http.execute(
                            outgoing(request), response -> RawAnswer.read(response, startedNanos));
            listener.completed(answer.completing(request, startedAt));
            return answer;
        } catch (IOException e) {
            throw gone(request, startedAt, startedNanos, e);
        }
    }

    /** The failure that an answer of this code is. */
    WeChatException failure(Request request, int code, String text) {
        return failures.of(request, code, text, Json.object());
    }

    /** The failure of a request that got no answer, or one whose answer makes no sense. */
    static WeChatException unanswered(Request request, Exception reason) {
        var text = request.redact(describe(reason));
        return new WeChatException.Unanswered(
                new Failure(request.redacted(), 0, text, UNANSWERED_ADVICE),
                !neverLeft(reason),
                quotesSecret(request, reason) ? null : reason);
    }

    private static ClassicHttpRequest outgoing(Request request) {
        var builder = ClassicRequestBuilder.create(request.method()).setUri(request.address());
        if (request.body() != null) {
            builder.setEntity(request.body());
        }
        return builder.build();
    }

    private static String describe(Exception reason) {
        if (reason instanceof Answer.Unintelligible) {
            return String.valueOf(reason.getMessage());
        }
        return "no answer, " + reason.getClass().getSimpleName() + ": " + reason.getMessage();
    }

    private static boolean neverLeft(Exception reason) {
        return reason instanceof GuardedBody.Withheld
                || reason instanceof ConnectException
                || reason instanceof ConnectTimeoutException
                || reason instanceof ConnectionRequestTimeoutException
                || reason instanceof NoRouteToHostException
                || reason instanceof UnknownHostException
                || reason instanceof SSLHandshakeException;
    }

    private static boolean quotesSecret(Request request, Exception reason) {
        for (Throwable t = reason; t != null; t = t.getCause()) {
            var text = t.toString();
            if (!request.redact(text).equals(text)) {
                return true;
            }
        }
        return false;
    }
}
