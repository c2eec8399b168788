package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.Body;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.wire.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Throws mutations of good requests at the platform's calls and at the control surface: each is
 * answered, none is an error of the sandbox itself.
 *
 * <p>An input is a line with method, path and query, then a line with the content type, then the
 * body.
 */
class EntrancesFuzz {

    private static final int REQUESTS_PER_WORLD = 5_000;
    private static final int FIELDS = 11;

    private static final Sandbox SANDBOX = Sandbox.builder().followers(20).clockRate(0).start();
    private static String token = "";
    private static int requests;

    /** Every call of the table, with every member of its body as a number, a text and a list. */
    static Stream<byte[]> everyCall() throws IOException {
        try (var table = Platform.class.getResourceAsStream("calls.tsv")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(row -> !row.startsWith("#"))
                    .map(EntrancesFuzz::example);
        }
    }

    private static byte[] example(String row) {
        var cells = row.split("\t", -1);
        var body =
                Arrays.stream(cells[FIELDS].split(",", -1))
                        .map("\"%s\":[1,\"a\",{\"id\":1}]"::formatted)
                        .collect(Collectors.joining(",", "{", "}"));
        var input = cells[1] + " " + cells[0] + "\napplication/json\n" + body;
        return input.getBytes(StandardCharsets.UTF_8);
    }

    @MethodSource("everyCall")
    @FuzzTest(maxDuration = "5s")
    void every_request_is_answered(byte[] input) {
        var request = request(input);
        if (requests++ % REQUESTS_PER_WORLD == 0) {
            renew();
        }

        var answer = SANDBOX.answer(request);

        assertThat(answer).isInstanceOfAny(Answer.Whole.class, Answer.Stream.class);
    }

    private static void renew() {
        SANDBOX.reset();
        var account = SANDBOX.account();
        var query =
                "grant_type=client_credential&appid=%s&secret=%s"
                        .formatted(account.appId(), account.appSecret());
        var answer =
                (Answer.Whole)
                        SANDBOX.answer(request("GET", "/cgi-bin/token", query, "", new byte[0]));
        token = Json.parse(answer.body().bytes()).path("access_token").asString();
    }

    private static Request request(byte[] input) {
        int first = lineEnd(input, 0);
        int second = lineEnd(input, first + 1);
        var words = new String(input, 0, first, StandardCharsets.UTF_8).split("[ ?]", 3);
        var type = first < second ? text(input, first + 1, second) : "";
        var body = Arrays.copyOfRange(input, Math.min(second + 1, input.length), input.length);
        return request(
                words[0],
                words.length > 1 ? words[1] : "/",
                words.length > 2 ? words[2] : "",
                type,
                body);
    }

    private static int lineEnd(byte[] input, int from) {
        int end = from;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        return Math.min(end, input.length);
    }

    private static String text(byte[] input, int from, int to) {
        return new String(input, from, to - from, StandardCharsets.UTF_8);
    }

    private static Request request(
            String method, String path, String query, String type, byte[] body) {
        return new Request(
                method,
                path,
                query + "&access_token=" + token,
                Map.of("host", "localhost", "content-type", type),
                new Body(body),
                InetAddress.getLoopbackAddress(),
                false);
    }
}
