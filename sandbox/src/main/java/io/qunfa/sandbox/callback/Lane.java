package io.qunfa.sandbox.callback;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Does things one after the other, in order, on a thread that lives while there is something. */
final class Lane {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    void add(Runnable task) {
        lock.lock();
        try {
            waiting.addLast(task);
            if (!running) {
                running = true;
                Thread.ofVirtual().name("sandbox-push").start(this::work);
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (true) {
            Runnable task;
            lock.lock();
            try {
                if (waiting.isEmpty()) {
                    running = false;
                    quiet.signalAll();
                    return;
                }
                task = waiting.removeFirst();
            } finally {
                lock.unlock();
            }
            doQuietly(task);
        }
    }

    private static void doQuietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            System.getLogger(Lane.class.getName())
                    .log(System.Logger.Level.ERROR, "a push failed in the sandbox itself", e);
        }
    }

    /** Forgets what has not begun. */
    void clear() {
        lock.lock();
        try {
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    void awaitQuiet() {
        lock.lock();
        try {
            while (running) {
                quiet.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
