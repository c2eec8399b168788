package io.qunfa.sandbox.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest entries of one kind, limited in number and in memory. */
final class Ring<E extends Entry> {

    static final int MAX_ENTRIES = 10_000;
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private final ArrayDeque<E> entries = new ArrayDeque<>();
    private long bytes;

    void add(E entry) {
        entries.addLast(entry);
        bytes += entry.bytes();
        while (entries.size() > MAX_ENTRIES || bytes > MAX_BYTES) {
            bytes -= entries.removeFirst().bytes();
        }
    }

    List<E> after(long id, int limit) {
        var page = new ArrayList<E>();
        for (var entry : entries) {
            if (entry.id() > id && page.size() < limit) {
                page.add(entry);
            }
        }
        return page;
    }

    /** Newest first. */
    List<E> before(long id, int limit) {
        var page = new ArrayList<E>();
        for (var newest = entries.descendingIterator(); newest.hasNext(); ) {
            var entry = newest.next();
            if (page.size() == limit) {
                return page;
            }
            if (entry.id() < id) {
                page.add(entry);
            }
        }
        return page;
    }

    void clear() {
        entries.clear();
        bytes = 0;
    }
}
