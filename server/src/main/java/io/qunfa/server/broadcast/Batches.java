package io.qunfa.server.broadcast;

import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Cuts a list of followers into calls. The platform takes 2 to 10,000 OpenIDs per call, so a last
 * one left alone gets company from the batch before.
 */
final class Batches {

    static final int MIN = 2;
    static final int MAX = 10_000;

    private Batches() {}

    /**
     * The sizes of the batches for so many followers.
     *
     * @throws IllegalArgumentException for fewer than two, whom no list can carry
     */
    static List<Integer> sizes(int followers) {
        if (followers < MIN) {
            throw new IllegalArgumentException("a list has at least two followers: " + followers);
        }
        var sizes = new ArrayList<Integer>();
        var left = followers;
        while (left > 0) {
            var size = left == MAX + 1 ? MAX - 1 : Math.min(left, MAX);
            sizes.add(size);
            left -= size;
        }
        return List.copyOf(sizes);
    }

    /** The followers of each batch, in the order of their numbers. */
    static List<RoaringBitmap> cut(RoaringBitmap followers) {
        var batches = new ArrayList<RoaringBitmap>();
        var numbers = followers.getBatchIterator();
        var buffer = new int[MAX];
        var pending = new Pending(numbers, buffer);
        for (var size : sizes(followers.getCardinality())) {
            batches.add(pending.take(size));
        }
        return List.copyOf(batches);
    }

    /** Reads numbers off a bitmap, a batch at a time. */
    private static final class Pending {

        private final org.roaringbitmap.BatchIterator numbers;
        private final int[] buffer;
        private int position;
        private int filled;

        Pending(org.roaringbitmap.BatchIterator numbers, int[] buffer) {
            this.numbers = numbers;
            this.buffer = buffer;
        }

        RoaringBitmap take(int count) {
            var taken = new RoaringBitmap();
            var missing = count;
            while (missing > 0) {
                if (position == filled) {
                    filled = numbers.nextBatch(buffer);
                    position = 0;
                }
                var step = Math.min(missing, filled - position);
                taken.addN(buffer, position, step);
                position += step;
                missing -= step;
            }
            taken.runOptimize();
            return taken;
        }
    }
}
