package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the handler of a method and a path with variables like {@code {appid}}. */
final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /** Serves one route. */
    interface Handler {
        Answer handle(ControlRequest request);
    }

    private record Route(String method, List<String> pattern, Handler handler) {

        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != pattern.size()) {
                return Optional.empty();
            }
            var variables = new LinkedHashMap<String, String>();
            for (int i = 0; i < path.size(); i++) {
                var expected = pattern.get(i);
                if (expected.startsWith("{")) {
                    variables.put(expected.substring(1, expected.length() - 1), path.get(i));
                } else if (!expected.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }
    }

    Routes add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.split("/", -1)), handler));
        return this;
    }

    /** Method and pattern of each. */
    List<String> addresses() {
        return routes.stream()
                .map(route -> route.method() + " " + String.join("/", route.pattern()))
                .toList();
    }

    Answer handle(Request request) {
        var path = List.of(request.path().split("/", -1));
        boolean known = false;
        for (var route : routes) {
            var variables = route.match(path);
            if (variables.isPresent() && route.method().equals(request.method())) {
                return route.handler().handle(new ControlRequest(request, variables.get()));
            }
            known |= variables.isPresent();
        }
        throw known
                ? ControlProblem.badRequest(request.method() + " is not offered here")
                : ControlProblem.notFound("such address: " + request.path());
    }
}
