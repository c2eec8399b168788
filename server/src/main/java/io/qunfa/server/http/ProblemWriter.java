package io.qunfa.server.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Turns problems into answers, also where no controller is near, as in filters. */
public final class ProblemWriter {

    private static final String TYPE = "urn:qunfa:problem:";

    private final Texts texts;
    private final LocaleResolver languages;
    private final JsonMapper json;

    ProblemWriter(Texts texts, LocaleResolver languages, JsonMapper json) {
        this.texts = texts;
        this.languages = languages;
        this.json = json;
    }

    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getOutputStream(), detail(problem, request));
    }

    Locale language(HttpServletRequest request) {
        return languages.resolveLocale(request);
    }

    ProblemDetail detail(Problem problem, HttpServletRequest request) {
        var language = language(request);
        var key = "problem." + problem.code();
        var detail = ProblemDetail.forStatus(problem.status());
        detail.setType(URI.create(TYPE + problem.code()));
        address(request).ifPresent(detail::setInstance);
        var words = words(problem, language);
        detail.setTitle(texts.text(key + ".title", words, language));
        detail.setDetail(texts.text(key + ".detail", words, language));
        detail.setProperty("code", problem.code());
        detail.setProperty("parameters", problem.parameters());
        detail.setProperty("errors", errors(problem, language));
        return detail;
    }

    private Map<String, Object> words(Problem problem, Locale language) {
        var words = new HashMap<>(problem.parameters());
        problem.phrases()
                .forEach(
                        (parameter, phrases) ->
                                words.put(
                                        parameter,
                                        phrases.stream()
                                                .map(phrase -> texts.text(phrase, language))
                                                .collect(Collectors.joining(" "))));
        return words;
    }

    /** What was asked for, also where the container has sent the request on to an error page. */
    private static Optional<URI> address(HttpServletRequest request) {
        var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        try {
            return Optional.of(
                    URI.create(asked instanceof String path ? path : request.getRequestURI()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private List<Map<String, String>> errors(Problem problem, Locale language) {
        return problem.errors().stream()
                .map(
                        error ->
                                Map.of(
                                        "field", error.field(),
                                        "code", error.code(),
                                        "message",
                                                texts.text(
                                                        "field." + error.code(),
                                                        error.parameters(),
                                                        language)))
                .toList();
    }
}
