package io.qunfa.sandbox.http;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request, completely read.
 *
 * @param path decoded, with runs of slashes folded into one: some SDKs send {@code //cgi-bin/…}
 * @param rawQuery as sent, empty if there was none
 * @param headers by lower-case name
 * @param isSecure whether it came over HTTPS
 */
public record Request(
        String method,
        String path,
        String rawQuery,
        Map<String, String> headers,
        Body body,
        InetAddress caller,
        boolean isSecure) {

    static Request of(
            String method,
            String target,
            Map<String, String> headers,
            Body body,
            InetAddress caller,
            boolean isSecure)
            throws MalformedRequest {
        var local = withoutAuthority(target);
        int mark = local.indexOf('?');
        var path = mark < 0 ? local : local.substring(0, mark);
        var query = mark < 0 ? "" : local.substring(mark + 1);
        try {
            var decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return new Request(
                    method,
                    decoded.replaceAll("/{2,}", "/"),
                    query,
                    headers,
                    body,
                    caller,
                    isSecure);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequest(400, "the path is not percent-encoded: " + path);
        }
    }

    /** The header of this name, whatever its case. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** Query parameters by name; of a repeated one the first counts. */
    public Map<String, String> query() {
        return formFields(rawQuery);
    }

    /** Query parameters and, if the body is a form, its fields: old SDKs put the token there. */
    public Map<String, String> parameters() {
        var isForm =
                header("content-type")
                        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                        .isPresent();
        if (!isForm) {
            return query();
        }
        var all = new LinkedHashMap<>(query());
        formFields(body.text()).forEach(all::putIfAbsent);
        return all;
    }

    private static Map<String, String> formFields(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(
                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    private static String withoutAuthority(String target) {
        int scheme = target.indexOf("://");
        if (scheme < 0 || target.startsWith("/")) {
            return target;
        }
        int slash = target.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : target.substring(slash);
    }
}
