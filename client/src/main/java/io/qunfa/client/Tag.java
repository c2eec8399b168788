package io.qunfa.client;

/**
 * A tag of the account.
 *
 * @param count followers that carry it
 */
public record Tag(TagId id, String name, long count) {}
