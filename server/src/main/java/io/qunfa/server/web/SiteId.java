package io.qunfa.server.web;

import java.util.UUID;

/** Identifies a site of an account. */
record SiteId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
