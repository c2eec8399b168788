package io.qunfa.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A sandbox that tests use one after the other, each from the beginning. */
final class SharedSandbox {

    private static final Duration LONGEST_TEST = Duration.ofMinutes(10);

    private final Sandbox sandbox;
    private final List<SandboxTest.Account> others;
    private final Semaphore turn = new Semaphore(1, true);

    SharedSandbox(Sandbox sandbox, List<SandboxTest.Account> others) {
        this.sandbox = sandbox;
        this.others = others;
        populate();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Waits until no other test uses it, and makes it as new. */
    void begin() {
        try {
            if (!turn.tryAcquire(LONGEST_TEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("another test has the sandbox for " + LONGEST_TEST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before its turn", e);
        }
        sandbox.reset();
        populate();
    }

    private void populate() {
        others.forEach(other -> sandbox.addAccount(other.kind()).follow(other.followers()));
    }

    void end() {
        turn.release();
    }

    void close() {
        sandbox.close();
    }
}
