package io.qunfa.server.audience;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * How many mass messages each follower has received in a month of Beijing time, as four sets: who
 * has had at least one, two, three and four. Nobody is counted beyond four, because the platform
 * delivers no fifth. Pure.
 *
 * @param atLeast who has had at least {@code index + 1}; each is part of the one before
 */
public record MonthlyCounts(YearMonth month, List<RoaringBitmap> atLeast) {

    /** What the platform delivers to one follower of a service account in a month. */
    public static final int LIMIT = 4;

    public MonthlyCounts {
        atLeast = List.copyOf(atLeast);
        if (atLeast.size() != LIMIT) {
            throw new IllegalArgumentException(
                    "a month has %d sets, not %d".formatted(LIMIT, atLeast.size()));
        }
    }

    public static MonthlyCounts none(YearMonth month) {
        return new MonthlyCounts(
                month, IntStream.range(0, LIMIT).mapToObj(_ -> new RoaringBitmap()).toList());
    }

    /** Whom the platform would refuse another message this month. */
    public RoaringBitmap exhausted() {
        return atLeast.getLast();
    }

    /** With one message more for each of these who may still have one. */
    public MonthlyCounts plus(RoaringBitmap members) {
        var more = new ArrayList<RoaringBitmap>(LIMIT);
        for (var times = 0; times < LIMIT; times++) {
            var reached = times == 0 ? members : RoaringBitmap.and(members, atLeast.get(times - 1));
            more.add(RoaringBitmap.or(atLeast.get(times), reached));
        }
        return new MonthlyCounts(month, more);
    }

    /** With one message less for each of these, who have all been counted before. */
    public MonthlyCounts minus(RoaringBitmap members) {
        var less = new ArrayList<RoaringBitmap>(LIMIT);
        for (var times = 0; times < LIMIT; times++) {
            var kept = RoaringBitmap.andNot(atLeast.get(times), members);
            if (times + 1 < LIMIT) {
                kept.or(RoaringBitmap.and(members, atLeast.get(times + 1)));
            }
            less.add(kept);
        }
        return new MonthlyCounts(month, less);
    }

    /** How many of these have had none, one, two, three and four. */
    public List<Long> histogram(RoaringBitmap members) {
        var bars = new ArrayList<Long>(LIMIT + 1);
        var before = members.getLongCardinality();
        for (var set : atLeast) {
            long reached = RoaringBitmap.andCardinality(members, set);
            bars.add(before - reached);
            before = reached;
        }
        bars.add(before);
        return List.copyOf(bars);
    }
}
