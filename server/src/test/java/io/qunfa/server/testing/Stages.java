package io.qunfa.server.testing;

import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.server.work.WorkLoop;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Sets stages up; see {@link Stage}. */
public final class Stages {

    private final Visitors visitors;
    private final TestClock clock;
    private final List<WorkLoop> loops;

    /** A port may come again, and an account with it. */
    private final AtomicLong seed = new AtomicLong();

    Stages(Visitors visitors, TestClock clock, List<WorkLoop> loops) {
        this.visitors = visitors;
        this.clock = clock;
        this.loops = loops;
    }

    /** A verified service account with so many followers, connected and synchronised. */
    public Stage withFollowers(int followers) {
        return of(AccountKind.SERVICE, followers);
    }

    /** A verified account of this kind with so many followers, connected and synchronised. */
    public Stage of(AccountKind kind, int followers) {
        var sandbox =
                Sandbox.builder()
                        .seed(seed.incrementAndGet())
                        .kind(kind)
                        .followers(followers)
                        .startAt(clock.instant())
                        .start();
        try {
            return new Stage(sandbox, sandbox.account(), visitors.signedIn(), clock, loops)
                    .connect(kind.name().toLowerCase(Locale.ROOT))
                    .synchronize();
        } catch (RuntimeException | AssertionError e) {
            sandbox.close();
            throw e;
        }
    }

    /** The same for another account of a sandbox that has a stage already, and ends with it. */
    public Stage beside(Stage first, int followers) {
        var platform = first.sandbox().addAccount(AccountKind.SERVICE);
        platform.follow(followers);
        return new Stage(first.sandbox(), platform, first.operator(), clock, loops)
                .connect(AccountKind.SERVICE.name().toLowerCase(Locale.ROOT))
                .synchronize();
    }
}
