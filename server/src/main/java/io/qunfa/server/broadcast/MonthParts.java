package io.qunfa.server.broadcast;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * In which month each follower of a list is sent to. What does not fit before a month ends goes on
 * in the next, where other followers have had all they can get. Pure.
 *
 * @param parts in the order of the months; nobody is in two, and each is cut into calls by itself
 * @param refused whom the platform would refuse when it is their turn: left out of the parts, or
 *     among them if that is wished
 */
record MonthParts(List<Part> parts, RoaringBitmap refused) {

    /** A broadcast that takes longer is not meant like that. */
    static final int MOST_DAYS = 31;

    /** Whom the calls of a month are for. */
    record Part(YearMonth month, RoaringBitmap members) {}

    MonthParts {
        parts = List.copyOf(parts);
    }

    static MonthParts of(RoaringBitmap audience, OverQuota overQuota, Circumstances at) {
        var cutter = new Cutter(overQuota, at);
        cutter.cut(audience);
        return new MonthParts(cutter.parts, cutter.refused(audience));
    }

    /** Everybody who is sent to. */
    RoaringBitmap members() {
        return RoaringBitmap.or(parts.stream().map(Part::members).iterator());
    }

    /** The days on which calls of a month may be made. */
    static List<LocalDate> days(LocalDate first, YearMonth month) {
        return first.datesUntil(first.plusDays(MOST_DAYS))
                .filter(day -> YearMonth.from(day).equals(month))
                .toList();
    }

    private static final class Cutter {

        private final OverQuota overQuota;
        private final Circumstances at;
        private final LocalDate first;
        private final YearMonth last;
        private final List<Part> parts = new ArrayList<>();

        Cutter(OverQuota overQuota, Circumstances at) {
            this.overQuota = overQuota;
            this.at = at;
            this.first = BeijingTime.day(at.start().at());
            this.last = YearMonth.from(first.plusDays(MOST_DAYS - 1L));
        }

        void cut(RoaringBitmap audience) {
            var left = audience;
            for (var month = YearMonth.from(first); !month.isAfter(last); ) {
                var welcome = welcome(left, month);
                var room = room(month);
                if (month.equals(last) || welcome.getLongCardinality() <= room) {
                    add(month, welcome);
                    break;
                }
                var now = chosen(welcome, month.plusMonths(1), room);
                add(month, now);
                left = RoaringBitmap.andNot(left, now);
                month = month.plusMonths(1);
            }
            neverOneAlone();
        }

        private void add(YearMonth month, RoaringBitmap members) {
            if (!members.isEmpty()) {
                parts.add(new Part(month, members));
            }
        }

        private RoaringBitmap welcome(RoaringBitmap members, YearMonth month) {
            return overQuota == OverQuota.KEEP
                    ? members
                    : RoaringBitmap.andNot(members, exhausted(month));
        }

        /** So many followers, first those who could not get it in the month behind. */
        private RoaringBitmap chosen(RoaringBitmap members, YearMonth behind, long room) {
            var chosen = RoaringBitmap.and(members, exhausted(behind)).limit((int) room);
            var others = RoaringBitmap.andNot(members, chosen);
            chosen.or(others.limit((int) (room - chosen.getLongCardinality())));
            return chosen;
        }

        private long room(YearMonth month) {
            return days(first, month).stream()
                    .mapToLong(day -> (long) Batches.MAX * at.quota().callsLeft(Route.BY_LIST, day))
                    .sum();
        }

        /** No list carries one follower; only the last part can be so small. */
        private void neverOneAlone() {
            if (parts.isEmpty() || parts.getLast().members().getCardinality() > 1) {
                return;
            }
            var alone = parts.getLast();
            if (parts.size() > 1) {
                parts.removeLast();
                company(alone.month()).ifPresent(follower -> join(alone, follower));
            } else if (!alone.month().equals(YearMonth.from(first))) {
                parts.clear();
            }
        }

        private Optional<Integer> company(YearMonth month) {
            var others = welcome(parts.getLast().members(), month);
            return others.isEmpty() ? Optional.empty() : Optional.of(others.last());
        }

        private void join(Part alone, int follower) {
            var before = parts.removeLast();
            var together = RoaringBitmap.bitmapOf(follower);
            add(before.month(), RoaringBitmap.andNot(before.members(), together));
            add(alone.month(), RoaringBitmap.or(alone.members(), together));
        }

        RoaringBitmap refused(RoaringBitmap audience) {
            return overQuota == OverQuota.KEEP ? refusedOfParts() : leftOut(audience);
        }

        private RoaringBitmap refusedOfParts() {
            return RoaringBitmap.or(
                    parts.stream()
                            .map(part -> RoaringBitmap.and(part.members(), exhausted(part.month())))
                            .iterator());
        }

        private RoaringBitmap leftOut(RoaringBitmap audience) {
            var left = audience.clone();
            parts.forEach(part -> left.andNot(part.members()));
            return left;
        }

        /** A follower of a subscription account may be sent to every day. */
        private RoaringBitmap exhausted(YearMonth month) {
            return at.isCountedMonthly()
                    ? at.received().in(month).exhausted()
                    : new RoaringBitmap();
        }
    }
}
