package io.qunfa.server.broadcast;

import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** Pages of follower numbers. */
final class Numbers {

    private Numbers() {}

    /**
     * A page.
     *
     * @param next what to name to get the page behind it; empty if there is none
     */
    record Page(RoaringBitmap numbers, Optional<Integer> next) {}

    static Page page(RoaringBitmap all, Optional<Integer> after, int size) {
        var numbers = new RoaringBitmap();
        var left = all.getIntIterator();
        after.ifPresent(last -> left.advanceIfNeeded(last + 1));
        while (left.hasNext() && numbers.getCardinality() < size) {
            numbers.add(left.next());
        }
        return new Page(numbers, left.hasNext() ? Optional.of(numbers.last()) : Optional.empty());
    }
}
