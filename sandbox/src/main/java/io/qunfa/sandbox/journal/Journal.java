package io.qunfa.sandbox.journal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;

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
        return after(requests, id, limit);
    }

    /** Callbacks younger than the entry with this id, oldest first. */
    public List<Entry.CallbackPushed> callbacksAfter(long id, int limit) {
        return after(callbacks, id, limit);
    }

    private <E extends Entry> List<E> after(Ring<E> ring, long id, int limit) {
        lock.lock();
        try {
            return ring.after(id, limit);
        } finally {
            lock.unlock();
        }
    }

    /** Requests older than the entry with this id, newest first. */
    public List<Entry.RequestSeen> requestsBefore(long id, int limit) {
        return before(requests, id, limit);
    }

    /** Callbacks older than the entry with this id, newest first. */
    public List<Entry.CallbackPushed> callbacksBefore(long id, int limit) {
        return before(callbacks, id, limit);
    }

    private <E extends Entry> List<E> before(Ring<E> ring, long id, int limit) {
        lock.lock();
        try {
            return ring.before(id, limit);
        } finally {
            lock.unlock();
        }
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
