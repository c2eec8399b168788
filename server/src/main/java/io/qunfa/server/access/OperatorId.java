package io.qunfa.server.access;

import java.io.Serializable;
import java.util.UUID;

/** Identifies a person or program that works with this server. */
public record OperatorId(UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
