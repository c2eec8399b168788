package io.qunfa.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The query of a request, in order. What it shows of itself is chosen by a list of harmless names;
 * every other value is hidden.
 */
record Query(List<Parameter> parameters) {

    static final Query NONE = new Query(List.of());

    private static final Set<String> HARMLESS =
            Set.of(
                    "appid",
                    "checkonly",
                    "grant_type",
                    "ids",
                    "kf_account",
                    "lang",
                    "limit",
                    "media_id",
                    "start",
                    "tid",
                    "type");

    Query {
        parameters = List.copyOf(parameters);
    }

    static Query of(String name, String value) {
        return NONE.and(name, value);
    }

    /** A query that is passed on as it is, and hidden as a whole. */
    static Query opaque(String raw) {
        return new Query(List.of(new Parameter("", raw)));
    }

    Query and(String name, String value) {
        var longer = new ArrayList<>(parameters);
        longer.add(new Parameter(name, value));
        return new Query(longer);
    }

    List<String> hiddenValues() {
        return parameters.stream()
                .filter(parameter -> !HARMLESS.contains(parameter.name))
                .map(Parameter::value)
                .toList();
    }

    String encoded() {
        return join(Parameter::encoded);
    }

    String redacted() {
        return join(Parameter::redacted);
    }

    private String join(Function<Parameter, String> form) {
        if (parameters.isEmpty()) {
            return "";
        }
        return parameters.stream().map(form).collect(Collectors.joining("&", "?", ""));
    }

    @Override
    public String toString() {
        return redacted();
    }

    record Parameter(String name, String value) {

        String encoded() {
            return name.isEmpty()
                    ? value
                    : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }

        String redacted() {
            var shown = HARMLESS.contains(name) ? value : "***";
            return name.isEmpty() ? shown : name + "=" + shown;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
