package io.qunfa.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call to the platform as somebody writes it by hand; the token is added by {@link RawCalls}.
 *
 * @param method {@code GET} or {@code POST}
 * @param path of the API, for example {@code /cgi-bin/user/info}, without a query
 * @param query without {@code access_token}
 * @param body empty for none
 */
public record RawCall(String method, String path, Map<String, String> query, Optional<Body> body) {

    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_\\-./]{1,127}");

    /** What a call carries. */
    public sealed interface Body {

        /** Text, as a rule JSON; it goes out as UTF-8, byte for byte. */
        record Text(String text) implements Body {}

        /** A form with one file, in the part {@code media}, and fields beside it. */
        record File(Upload upload, Map<String, String> fields) implements Body {
            public File {
                fields = Map.copyOf(fields);
            }
        }
    }

    public RawCall {
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new IllegalArgumentException("method must be GET or POST: " + method);
        }
        if (!PATH.matcher(path).matches() || path.contains("//") || path.contains("..")) {
            throw new IllegalArgumentException("not a path of the API: " + path);
        }
        if (method.equals("GET") && body.isPresent()) {
            throw new IllegalArgumentException("GET has no body");
        }
        if (query.containsKey("access_token")) {
            throw new IllegalArgumentException("access_token is filled in, leave it out");
        }
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }
}
