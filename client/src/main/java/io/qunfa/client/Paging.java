package io.qunfa.client;

import tools.jackson.databind.node.ObjectNode;

/** The offset and the length of a page, as several lists of the platform take them. */
final class Paging {

    private static final int MAX = 20;

    private Paging() {}

    static ObjectNode of(int offset, int count) {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is not negative: " + offset);
        }
        if (count < 1 || count > MAX) {
            throw new IllegalArgumentException("a page has 1 to " + MAX + " items: " + count);
        }
        return Json.object().put("offset", offset).put("count", count);
    }
}
