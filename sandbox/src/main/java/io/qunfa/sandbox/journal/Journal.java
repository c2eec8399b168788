package io.qunfa.sandbox.journal;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** The two rings and whoever watches them. */
public final class Journal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Ring<Entry.RequestSeen> requests = new Ring<>();
    private final Ring<Entry.CallbackPushed> callbacks = new Ring<>();
    private final RefusedCalls refusedCalls = new RefusedCalls();
    private final Set<Consumer<Entry>> listeners = ConcurrentHashMap.newKeySet();
    private long last;

    public void request(LongFunction<Entry.RequestSeen> entry) {
        add(requests, entry);
    }

    public void callback(LongFunction<Entry.CallbackPushed> entry) {
        add(callbacks, entry);
    }

    /** Refused calls by request id. */
    public RefusedCalls refusedCalls() {
        return refusedCalls;
    }

    private <E extends Entry> void add(Ring<E> ring, LongFunction<E> numbered) {
        lock.lock();
        try {
            var entry = numbered.apply(++last);
            ring.add(entry);
            listeners.forEach(listener -> listener.accept(entry));
        } finally {
            lock.unlock();
        }
    }

    /** Requests younger than the entry with this id, oldest first. */
    public List<Entry.RequestSeen> requestsAfter(long id, int limit) {
        return requests.after(id, limit);
    }

    /** Callbacks younger than the entry with this id, oldest first. */
    public List<Entry.CallbackPushed> callbacksAfter(long id, int limit) {
        return callbacks.after(id, limit);
    }

    /** Requests older than the entry with this id, newest first. */
    public List<Entry.RequestSeen> requestsBefore(long id, int limit) {
        return requests.before(id, limit);
    }

    /** Callbacks older than the entry with this id, newest first. */
    public List<Entry.CallbackPushed> callbacksBefore(long id, int limit) {
        return callbacks.before(id, limit);
    }

    /** Of both kinds what is wanted and older than the entry with this id, newest first. */
    public List<Entry> found(Wanted wanted, long before, int limit) {
        return Stream.concat(
                        requests.newestBefore(before).filter(wanted).limit(limit),
                        callbacks.newestBefore(before).filter(wanted).limit(limit))
                .sorted(Comparator.comparingLong(Entry::id).reversed())
                .limit(limit)
                .map(Entry.class::cast)
                .toList();
    }

    /** How many of both kinds are kept and wanted. */
    public long count(Wanted wanted) {
        return requests.newestBefore(Long.MAX_VALUE).filter(wanted).count()
                + callbacks.newestBefore(Long.MAX_VALUE).filter(wanted).count();
    }

    /** Lets somebody watch; the listener must not block. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    public void forget(Consumer<Entry> listener) {
        listeners.remove(listener);
    }

    /** Forgets everything; the numbering goes on, so that nobody misses what follows. */
    public void clear() {
        lock.lock();
        try {
            requests.clear();
            callbacks.clear();
            refusedCalls.clear();
        } finally {
            lock.unlock();
        }
    }
}
