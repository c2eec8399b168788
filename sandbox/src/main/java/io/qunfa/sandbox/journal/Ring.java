package io.qunfa.sandbox.journal;

import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The newest entries of one kind, limited in number and in memory; whoever reads holds nobody up.
 */
final class Ring<E extends Entry> {

    static final int MAX_ENTRIES = 100_000;
    static final int MAX_BYTES = 128 * 1024 * 1024;

    private volatile ConcurrentNavigableMap<Long, E> entries = new ConcurrentSkipListMap<>();
    private int count;
    private long bytes;

    /** By one thread at a time, in the order of their ids. */
    void add(E entry) {
        entries.put(entry.id(), entry);
        count++;
        bytes += entry.bytes();
        while (count > MAX_ENTRIES || bytes > MAX_BYTES) {
            count--;
            bytes -= entries.pollFirstEntry().getValue().bytes();
        }
    }

    List<E> after(long id, int limit) {
        return entries.tailMap(id, false).values().stream().limit(limit).toList();
    }

    /** Newest first. */
    List<E> before(long id, int limit) {
        return newestBefore(id).limit(limit).toList();
    }

    /** Newest first, read as it is asked for. */
    Stream<E> newestBefore(long id) {
        return entries.headMap(id, false).descendingMap().values().stream();
    }

    void clear() {
        entries = new ConcurrentSkipListMap<>();
        count = 0;
        bytes = 0;
    }
}
