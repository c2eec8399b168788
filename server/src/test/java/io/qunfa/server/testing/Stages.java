package io.qunfa.server.testing;

import io.qunfa.sandbox.Sandbox;

/** Sets stages up; see {@link Stage}. */
public final class Stages {

    private final Visitors visitors;
    private final TestClock clock;

    Stages(Visitors visitors, TestClock clock) {
        this.visitors = visitors;
        this.clock = clock;
    }

    /** A verified service account with so many followers, connected and synchronised. */
    public Stage withFollowers(int followers) {
        var sandbox = Sandbox.builder().followers(followers).startAt(clock.instant()).start();
        try {
            return new Stage(sandbox, visitors.signedIn(), clock).connect().synchronize();
        } catch (RuntimeException | AssertionError e) {
            sandbox.close();
            throw e;
        }
    }
}
