package io.qunfa.sandbox.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** The faults in force, first match first. */
public final class Faults {

    private static final int MAX_FAULTS = 100;

    private final List<Fault> faults = new ArrayList<>();
    private final long seed;
    private RandomGenerator dice;

    public Faults(long seed) {
        this.seed = seed;
        this.dice = new SplittableRandom(seed);
    }

    /** Replaces all faults. The same ones meet the same calls each time they are ordered. */
    public synchronized void replace(List<Fault> next) {
        if (next.size() > MAX_FAULTS) {
            throw new IllegalArgumentException("at most " + MAX_FAULTS + " faults: " + next.size());
        }
        faults.clear();
        faults.addAll(next);
        dice = new SplittableRandom(seed);
    }

    public synchronized List<Fault> all() {
        return List.copyOf(faults);
    }

    /** The fault that befalls a call of this path now, if any. */
    public Optional<Fault> ofCall(String path) {
        return take(path, effect -> !effect.concernsCallbacks());
    }

    /** The fault that befalls a push of this event now, if any. */
    public Optional<Fault> ofCallback(String event) {
        return take(event, e -> e.concernsCallbacks() && e != Effect.EARLY);
    }

    /** Whether this event overtakes the answer of the call that causes it. */
    public boolean overtakes(String event) {
        return take(event, effect -> effect == Effect.EARLY).isPresent();
    }

    private synchronized Optional<Fault> take(String target, Predicate<Effect> concerned) {
        for (int i = 0; i < faults.size(); i++) {
            var fault = faults.get(i);
            if (concerned.test(fault.effect())
                    && fault.matches(target)
                    && dice.nextDouble() < fault.probability()) {
                spend(i, fault);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private void spend(int index, Fault fault) {
        if (fault.times() == 1) {
            faults.remove(index);
        } else {
            faults.set(index, fault.oneTimeLess());
        }
    }
}
