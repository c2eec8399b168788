package io.qunfa.sandbox.callback;

import io.qunfa.sandbox.callback.CallbackFailure.Reason;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Talks to callback addresses: five seconds for everything, no redirects, no large answers. */
final class CallbackClient {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(TIMEOUT)
                    .build();

    /** The body of an answer with status 200. */
    String get(URI url) throws CallbackFailure {
        return exchange(HttpRequest.newBuilder(url).GET());
    }

    /** The body of an answer with status 200. */
    String post(URI url, String body, String contentType) throws CallbackFailure {
        return exchange(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String exchange(HttpRequest.Builder request) throws CallbackFailure {
        var url = request.build().uri();
        var answer =
                http.sendAsync(
                        request.header("User-Agent", "Mozilla/4.0").build(),
                        info -> new LimitedBody(MAX_ANSWER_BYTES));
        try {
            return requireOk(answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw timeout();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallbackFailure(Reason.URL_UNREACHABLE, "the sandbox is closing");
        } catch (ExecutionException e) {
            throw failure(url, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static CallbackFailure timeout() {
        return new CallbackFailure(
                Reason.URL_TIMEOUT,
                "no complete answer within %d seconds: check the URL and the server behind it"
                        .formatted(TIMEOUT.toSeconds()));
    }

    private static CallbackFailure failure(URI url, Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return timeout();
        }
        if (cause instanceof LimitedBody.TooLarge) {
            return new CallbackFailure(
                    Reason.BODY_TOO_LARGE, "the answer is larger than " + MAX_ANSWER_BYTES);
        }
        return new CallbackFailure(Reason.URL_UNREACHABLE, unreachable(url, cause));
    }

    private static String unreachable(URI url, Throwable cause) {
        var place = url.getAuthority();
        if (cause.getCause() instanceof UnresolvedAddressException) {
            return "no such host: " + url.getHost();
        }
        if (cause instanceof ConnectException) {
            return "nothing listens at " + place + ": check the URL and that the server runs";
        }
        if (cause instanceof SSLException) {
            return "no TLS connection to %s: %s".formatted(place, cause.getMessage());
        }
        var detail = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return "%s took the connection but gave no HTTP answer%s".formatted(place, detail);
    }

    private static String requireOk(HttpResponse<byte[]> answer) throws CallbackFailure {
        if (answer.statusCode() != 200) {
            throw new CallbackFailure(
                    Reason.WRONG_STATUS,
                    "HTTP status %d instead of 200: check the URL, which is not followed to another place, and the Token, whose signature the server may have refused"
                            .formatted(answer.statusCode()));
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
