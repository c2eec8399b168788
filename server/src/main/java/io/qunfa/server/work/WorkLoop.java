package io.qunfa.server.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does one kind of work again and again while there is some, then pauses until it is woken or the
 * pause is over. A failure is logged and counts as "no work", so that it cannot spin.
 */
public final class WorkLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Duration pause;
    private final Duration gather;
    private final BooleanSupplier workOnce;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean running;
    private long workedAt = System.nanoTime();
    private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

    /**
     * @param workOnce does one piece of work and says whether there was any
     */
    public WorkLoop(String name, Duration pause, BooleanSupplier workOnce) {
        this(name, pause, Duration.ZERO, workOnce);
    }

    /**
     * @param gather how long it lets more come together after it has worked, so that much work
     *     comes in large pieces, and a little at once
     */
    public WorkLoop(String name, Duration pause, Duration gather, BooleanSupplier workOnce) {
        this.name = name;
        this.pause = pause;
        this.gather = gather;
        this.workOnce = workOnce;
    }

    /** Ends the current pause, or the next one. */
    public void wake() {
        wakes.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Lets the current piece of work end, for a while; what is cut off resumes from its table. */
    @Override
    public void stop() {
        running = false;
        wake();
        try {
            if (!thread.join(STOP_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            if (attempt()) {
                workedAt = System.nanoTime();
            } else {
                await();
            }
        }
    }

    private boolean attempt() {
        try {
            return workOnce.getAsBoolean();
        } catch (RuntimeException e) {
            log.error("work.failed loop={}", name, e);
            return false;
        }
    }

    private void await() {
        try {
            if (wakes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(gather.minusNanos(System.nanoTime() - workedAt));
            }
            wakes.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
