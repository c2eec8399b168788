package io.qunfa.server.access;

import java.io.Serializable;
import java.security.Principal;

/**
 * Somebody who works with this server.
 *
 * @param name what they sign in with, unique
 */
public record Operator(OperatorId id, String name) implements Principal, Serializable {

    @Override
    public String getName() {
        return name;
    }
}
