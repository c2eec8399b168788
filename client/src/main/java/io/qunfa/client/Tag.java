package io.qunfa.client;

import java.util.Objects;

/**
 * A tag of the account.
 *
 * @param count followers that carry it
 */
public record Tag(TagId id, String name, long count) {

    public Tag {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
