package io.qunfa.server.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What has been started, to be stopped in the opposite order when the program ends. Whatever is
 * starting at that moment is stopped once it has started, and nothing starts after it.
 */
final class Lifetime {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private boolean over;

    Lifetime() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    }

    /** Starts something that an end of the program waits for. */
    <T> T begin(Supplier<T> start) {
        lock.lock();
        try {
            if (over) {
                throw new IllegalStateException("the program is ending");
            }
            return start.get();
        } finally {
            lock.unlock();
        }
    }

    /** Stops something before all that was given so far. */
    void onEnd(Runnable stop) {
        lock.lock();
        try {
            stops.push(stop);
        } finally {
            lock.unlock();
        }
    }

    /** Stops everything, once. */
    void end() {
        if (!awaitStart()) {
            return;
        }
        try {
            over = true;
            while (!stops.isEmpty()) {
                stops.pop().run();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitStart() {
        try {
            return lock.tryLock(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether this program is on its way out, because somebody has pressed Ctrl-C. */
    static boolean isEnding() {
        var probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException _) {
            return true;
        }
    }
}
