package io.qunfa.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The time of the world, and what is due in it.
 *
 * <p>It runs at a rate (1 is real time, 0 stands still) and can be advanced or set. Everything
 * scheduled happens in order of time, then of scheduling, one thing after the other; while it
 * happens the clock shows its time. When {@link #advance} or {@link #set} returns, everything due
 * has happened.
 */
public final class VirtualClock implements InstantSource, AutoCloseable {

    /** Quotas are counted in days and months of this zone. */
    public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private static final double MAX_RATE = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock stage = new ReentrantLock();
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final Instant start;
    private final AtomicLong happened = new AtomicLong();
    private volatile Reading reading;
    private Runnable afterEach = () -> {};
    private long sequence;
    private boolean closed;
    private boolean driven;

    /** A clock that shows {@code start} now. */
    public VirtualClock(Instant start, double rate) {
        this.start = start;
        this.reading = new Reading(start, System.nanoTime(), requireRate(rate));
    }

    /** What to wait for after each thing that happened, for example until it was pushed. */
    public void afterEach(Runnable settled) {
        afterEach = settled;
    }

    @Override
    public Instant instant() {
        return reading.at(System.nanoTime());
    }

    public double rate() {
        return reading.rate();
    }

    public LocalDate beijingDate() {
        return LocalDate.ofInstant(instant(), BEIJING);
    }

    public YearMonth beijingMonth() {
        return YearMonth.from(beijingDate());
    }

    /** How many things have happened so far. */
    public long happened() {
        return happened.get();
    }

    /** Lets {@code task} happen after this much virtual time. */
    public void schedule(Duration delay, Runnable task) {
        lock.lock();
        try {
            agenda.add(new Due(instant().plus(delay), sequence++, task));
            startDriver();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets so much time pass, with everything that happens in it. */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot be advanced by " + duration);
        }
        stage.lock();
        try {
            travel(instant().plus(duration));
        } finally {
            stage.unlock();
        }
    }

    /** Sets the time. Forward, everything in between happens; backward, only the time changes. */
    public void set(Instant time) {
        stage.lock();
        try {
            travel(time);
        } finally {
            stage.unlock();
        }
    }

    /** Makes time run so many times as fast as real time; 0 stops it. */
    public void rate(double rate) {
        requireRate(rate);
        lock.lock();
        try {
            reading = new Reading(instant(), System.nanoTime(), rate);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Back to the beginning, with an empty agenda. */
    public void reset() {
        stage.lock();
        try {
            lock.lock();
            try {
                agenda.clear();
                sequence = 0;
                show(start, reading.rate());
            } finally {
                lock.unlock();
            }
        } finally {
            stage.unlock();
        }
    }

    private void travel(Instant target) {
        double rate = reading.rate();
        show(instant(), 0);
        afterEach.run();
        for (var due = take(target); due != null; due = take(target)) {
            if (due.at().isAfter(instant())) {
                show(due.at(), 0);
            }
            happen(due);
            afterEach.run();
        }
        show(target, rate);
        afterEach.run();
    }

    private void happen(Due due) {
        happened.incrementAndGet();
        try {
            due.task().run();
        } catch (RuntimeException e) {
            System.getLogger(VirtualClock.class.getName())
                    .log(System.Logger.Level.ERROR, "something due failed", e);
        }
    }

    private void show(Instant time, double rate) {
        lock.lock();
        try {
            reading = new Reading(time, System.nanoTime(), rate);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Due take(Instant target) {
        lock.lock();
        try {
            var first = agenda.peek();
            return first == null || first.at().isAfter(target) ? null : agenda.poll();
        } finally {
            lock.unlock();
        }
    }

    /** The thread that lets time pass by itself starts with the first thing to wait for. */
    private void startDriver() {
        if (!driven) {
            driven = true;
            Thread.ofVirtual().name("sandbox-clock").start(this::drive);
        }
    }

    private void drive() {
        while (awaitDue()) {
            stage.lock();
            try {
                var due = take(instant());
                if (due != null) {
                    happen(due);
                }
            } finally {
                stage.unlock();
            }
        }
    }

    private boolean awaitDue() {
        lock.lock();
        try {
            while (!closed) {
                long nanos = nanosToFirst();
                if (nanos <= 0) {
                    return true;
                }
                if (changed.awaitNanos(nanos) <= 0 && nanosToFirst() <= 0) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private long nanosToFirst() {
        var first = agenda.peek();
        var now = reading;
        if (first == null || now.rate() == 0) {
            return Long.MAX_VALUE;
        }
        var left = Duration.between(instant(), first.at());
        double seconds = left.getSeconds() + left.getNano() / 1e9;
        return (long) Math.min(seconds / now.rate() * 1e9, Long.MAX_VALUE);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static double requireRate(double rate) {
        if (!(rate >= 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("rate must be 0 to " + MAX_RATE + ": " + rate);
        }
        return rate;
    }

    /** What the clock shows as real time goes on. */
    private record Reading(Instant time, long nanoTime, double rate) {

        Instant at(long nanos) {
            return rate == 0 ? time : time.plusNanos((long) ((nanos - nanoTime) * rate));
        }
    }

    private record Due(Instant at, long sequence, Runnable task) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
