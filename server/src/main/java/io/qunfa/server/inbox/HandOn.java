package io.qunfa.server.inbox;

import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands stored pushes on, each priority in a loop of its own: who takes long over messages does not
 * keep a result waiting.
 */
@Component
final class HandOn implements SmartLifecycle {

    /** How long a push may wait if another node stored it. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Nobody notices this, and hundreds that come within it share a transaction. */
    private static final Duration GATHER = Duration.ofMillis(50);

    private final Map<Priority, WorkLoop> loops = new EnumMap<>(Priority.class);

    HandOn(
            PushStore store,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            InstantSource clock) {
        Arrays.stream(Priority.values())
                .forEach(
                        priority -> {
                            var processing =
                                    new Processing(priority, store, events, transactions, clock);
                            var name = "inbox-" + priority.name().toLowerCase(Locale.ROOT);
                            loops.put(
                                    priority,
                                    new WorkLoop(name, PAUSE, GATHER, processing::workOnce));
                        });
    }

    /** Something of this priority was stored. */
    void wake(Priority priority) {
        Objects.requireNonNull(loops.get(priority)).wake();
    }

    /** Something was stored. */
    void wake() {
        loops.values().forEach(WorkLoop::wake);
    }

    @Override
    public void start() {
        loops.values().forEach(WorkLoop::start);
    }

    @Override
    public void stop() {
        loops.values().forEach(WorkLoop::stop);
    }

    @Override
    public boolean isRunning() {
        return loops.values().stream().anyMatch(WorkLoop::isRunning);
    }
}
