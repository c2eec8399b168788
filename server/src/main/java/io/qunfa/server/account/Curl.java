package io.qunfa.server.account;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call as a line for a shell, with the token left to the variable {@code ACCESS_TOKEN}. */
final class Curl {

    private Curl() {}

    static String line(
            URI endpoint,
            String method,
            String path,
            Map<String, String> query,
            @Nullable String body,
            @Nullable String fileName) {
        var line = new StringBuilder("curl -sS");
        if (method.equals("POST")) {
            line.append(" -X POST");
        }
        line.append(" \"").append(endpoint).append(path).append("?access_token=$ACCESS_TOKEN");
        query.forEach(
                (name, value) ->
                        line.append('&').append(code(name)).append('=').append(code(value)));
        line.append('"');
        if (fileName != null) {
            line.append(" -F ").append(quoted("media=@" + fileName));
        } else if (body != null) {
            line.append(" -H 'Content-Type: application/json' --data-binary ").append(quoted(body));
        }
        return line.toString();
    }

    private static String code(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
