package io.qunfa.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What was done so far of kills that may take hours, in rounds. A run that was stopped goes on
 * after its last round when it is asked for again with its seed.
 */
final class KillTally {

    private static final String SEED = "qunfa.seed";
    private static final String ROUNDS = "rounds";
    private static final String BROADCASTS = "broadcasts";

    private final String what;
    private final int wanted;
    private final long seed;
    private final Path file;
    private final long began = System.nanoTime();
    private final Map<String, Integer> kills = new TreeMap<>();
    private int rounds;
    private int broadcasts;

    KillTally(String what, int wanted) {
        this.what = what;
        this.wanted = wanted;
        this.seed = Long.getLong(SEED, ThreadLocalRandom.current().nextLong(1_000));
        this.file = Path.of("target", "%s-%d-%d".formatted(what.replace(' ', '-'), wanted, seed));
        if (System.getProperty(SEED) != null && Files.exists(file)) {
            load();
        }
    }

    long seed() {
        return seed;
    }

    int rounds() {
        return rounds;
    }

    int left() {
        return wanted - done();
    }

    Map<String, Integer> kills() {
        return kills;
    }

    private int done() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Keeps what a round did. */
    void add(Map<String, Integer> killed, int broadcastsMore, Duration took) {
        killed.forEach((point, times) -> kills.merge(point, times, Integer::sum));
        broadcasts += broadcastsMore;
        rounds++;
        if (left() > 0) {
            save();
            System.out.printf(
                    "%s: %d of %d, the last %d in %d s; -D%s=%d goes on from here%n",
                    what,
                    done(),
                    wanted,
                    killed.values().stream().mapToInt(Integer::intValue).sum(),
                    took.toSeconds(),
                    SEED,
                    seed);
        }
    }

    void end() {
        System.out.printf(
                "%s: %d (seed %d): %s; broadcasts: %d; nobody missing, nobody twice; %d s%n",
                what,
                done(),
                seed,
                kills,
                broadcasts,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save() {
        var kept = new Properties();
        kept.setProperty(ROUNDS, Integer.toString(rounds));
        kept.setProperty(BROADCASTS, Integer.toString(broadcasts));
        kills.forEach((point, times) -> kept.setProperty("at " + point, Integer.toString(times)));
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            kept.store(out, what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load() {
        var kept = new Properties();
        try (var in = Files.newBufferedReader(file, UTF_8)) {
            kept.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rounds = Integer.parseInt(kept.getProperty(ROUNDS));
        broadcasts = Integer.parseInt(kept.getProperty(BROADCASTS));
        kept.stringPropertyNames().stream()
                .filter(name -> name.startsWith("at "))
                .forEach(
                        name ->
                                kills.put(
                                        name.substring("at ".length()),
                                        Integer.valueOf(kept.getProperty(name))));
    }
}
