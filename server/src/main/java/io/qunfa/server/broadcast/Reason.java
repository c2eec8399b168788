package io.qunfa.server.broadcast;

import java.util.Map;

/**
 * Why something did not go as planned, as data.
 *
 * @param code stable, in kebab case; its title and remedy are in the message bundles
 * @param parameters what the texts fill in; {@code errcode}, {@code errmsg} and {@code rid} where
 *     the platform gave them
 */
public record Reason(String code, Map<String, Object> parameters) {

    public Reason {
        parameters = Map.copyOf(parameters);
    }

    static Reason of(String code) {
        return new Reason(code, Map.of());
    }
}
