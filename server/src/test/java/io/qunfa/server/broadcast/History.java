package io.qunfa.server.broadcast;

import io.qunfa.client.AppId;
import io.qunfa.client.Endpoints;
import io.qunfa.client.Tag;
import io.qunfa.client.TagId;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.audience.MonthlyCounts;
import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Some weeks of an account that broadcasts at random: sends, schedules, cancels, waits. Whatever
 * the planner lets through is carried out on a platform; the same seed is the same history.
 */
final class History {

    /** Whom the planned calls reach. */
    interface Platform {

        /** Whether calls of later days may be made before their time comes. */
        default boolean looksAhead() {
            return true;
        }

        void toAll(RoaringBitmap everybody, Instant at);

        void toList(RoaringBitmap members, Instant at);

        void toTag(long tag, RoaringBitmap members, Instant at);
    }

    static final Instant BEGINNING = Instant.parse("2026-11-20T01:00:00Z");
    private static final int STEPS = 25;
    static final long TAG = 100;

    private final Random random;
    private final Account account;
    private final RoaringBitmap everybody;
    private final RoaringBitmap tagged;
    private final Platform platform;
    private final QuotaBook.Limits limits;
    private final Map<LocalDate, QuotaBook.Uses> spent = new HashMap<>();
    private final Map<YearMonth, MonthlyCounts> received = new HashMap<>();
    private final Map<String, RoaringBitmap> served = new HashMap<>();
    private final List<Scheduled> scheduled = new ArrayList<>();
    private Instant now = BEGINNING;
    private int calls;

    /** A broadcast that waits for its time, with the calls that are reserved. */
    private record Scheduled(Proposal proposal, Plan plan, Start start, Optional<String> key) {}

    History(long seed, int followers, Platform platform) {
        this.random = new Random(seed);
        this.platform = platform;
        var kind = random.nextInt(3) == 0 ? Account.Kind.SUBSCRIPTION : Account.Kind.SERVICE;
        this.account = account(kind);
        this.everybody = RoaringBitmap.bitmapOfRange(0, followers);
        this.tagged = some(1 + random.nextInt(followers));
        var perDay = 6 + random.nextInt(5);
        this.limits =
                (kind == Account.Kind.SUBSCRIPTION
                                ? QuotaBook.Limits.SUBSCRIPTION
                                : QuotaBook.Limits.SERVICE)
                        .withCalls(perDay, perDay);
    }

    static Account.Kind kind(long seed) {
        return new Random(seed).nextInt(3) == 0 ? Account.Kind.SUBSCRIPTION : Account.Kind.SERVICE;
    }

    QuotaBook.Limits limits() {
        return limits;
    }

    RoaringBitmap tagged() {
        return tagged;
    }

    /** Lets it happen, and says how many calls were made. */
    int play() {
        for (var step = 0; step < STEPS; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> sendNow();
                case 3, 4 -> schedule();
                case 5 -> cancel();
                default -> pass(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
            }
        }
        return calls;
    }

    private void sendNow() {
        var key = key();
        var proposal = proposal(key);
        var plan = plan(proposal, Start.at(now, BeijingTime.ZONE), Optional.empty());
        if (plan.isClear()) {
            carryOut(plan, key);
        }
    }

    private void schedule() {
        var key = key();
        var proposal = proposal(key);
        var at = now.plus(Duration.ofMinutes(1 + random.nextInt(20 * 24 * 60)));
        var start = Start.at(at, BeijingTime.ZONE);
        var plan = plan(proposal, start, Optional.empty());
        if (plan.isClear()) {
            scheduled.add(new Scheduled(proposal, plan, start, key));
        }
    }

    private void cancel() {
        if (!scheduled.isEmpty()) {
            scheduled.remove(random.nextInt(scheduled.size()));
        }
    }

    private void pass(Duration time) {
        var until = now.plus(time);
        while (true) {
            var next =
                    scheduled.stream()
                            .filter(one -> !one.start().at().isAfter(until))
                            .min((one, other) -> one.start().at().compareTo(other.start().at()));
            if (next.isEmpty()) {
                break;
            }
            begin(next.get());
        }
        now = until;
    }

    private void begin(Scheduled due) {
        now = due.start().at();
        var plan = plan(again(due), Start.at(now, BeijingTime.ZONE), Optional.of(due));
        scheduled.remove(due);
        if (plan.isClear()) {
            carryOut(plan, due.key());
        }
    }

    private Proposal again(Scheduled due) {
        var proposal = due.proposal();
        return new Proposal(
                proposal.message(),
                proposal.draft(),
                proposal.usedUp(),
                proposal.otherUse(),
                proposal.reach(),
                proposal.options(),
                served(due.key()));
    }

    private void carryOut(Plan plan, Optional<String> key) {
        var members = plan.members();
        var recipients = members == null ? new RoaringBitmap() : members;
        key.ifPresent(
                used -> {
                    if (RoaringBitmap.intersects(served(key), recipients)) {
                        throw new AssertionError("somebody gets " + used + " twice");
                    }
                    served.merge(used, recipients, (one, other) -> RoaringBitmap.or(one, other));
                });
        var batches = plan.batches();
        for (var index = 0; index < plan.calls().size(); index++) {
            var call = plan.calls().get(index);
            var at =
                    call.day().equals(BeijingTime.day(now)) ? now : BeijingTime.on(call.day(), now);
            make(plan.route(), batches.isEmpty() ? members : batches.get(index), at);
            calls++;
        }
    }

    private void make(Route route, @Nullable RoaringBitmap members, Instant at) {
        var named = members == null ? new RoaringBitmap() : members;
        switch (route) {
            case TO_ALL -> platform.toAll(named, at);
            case BY_TAG -> platform.toTag(TAG, tagged, at);
            case BY_TEMPORARY_TAG -> platform.toTag(TAG + 1 + calls, named, at);
            case BY_LIST -> platform.toList(named, at);
        }
        spent.merge(BeijingTime.day(at), route.uses(1), QuotaBook.Uses::plus);
        var month = BeijingTime.month(at);
        if (members != null) {
            received.put(month, received(month).plus(members));
        }
    }

    private Plan plan(Proposal proposal, Start start, Optional<Scheduled> except) {
        var others =
                scheduled.stream()
                        .filter(one -> except.isEmpty() || !except.get().equals(one))
                        .toList();
        var book = new QuotaBook(limits, spent);
        for (var one : others) {
            book = book.plus(one.plan().uses());
        }
        return Planner.plan(
                proposal,
                new Circumstances(
                        account,
                        Settings.DEFAULT,
                        book,
                        month -> expected(month, others),
                        new Pace(Pace.DOCUMENTED),
                        Speed.FASTEST,
                        now,
                        start));
    }

    private MonthlyCounts expected(YearMonth month, List<Scheduled> others) {
        var counts = received(month);
        for (var one : others) {
            var members = one.plan().members();
            var days = one.plan().uses().keySet();
            if (members != null && days.stream().map(YearMonth::from).anyMatch(month::equals)) {
                counts = counts.plus(members);
            }
        }
        return counts;
    }

    private MonthlyCounts received(YearMonth month) {
        return received.getOrDefault(month, MonthlyCounts.none(month));
    }

    private Proposal proposal(Optional<String> key) {
        var options = new Options(key, OverQuota.LEAVE_OUT, mayTakeDays(), false, false);
        return new Proposal(
                new Message.Text("hello " + random.nextLong()),
                Optional.empty(),
                false,
                Optional.empty(),
                reach(key),
                options,
                served(key));
    }

    private boolean mayTakeDays() {
        return random.nextInt(4) > 0 && platform.looksAhead();
    }

    private Reach reach(Optional<String> key) {
        return switch (random.nextInt(key.isPresent() ? 4 : 5)) {
            case 0, 1 ->
                    new Reach.Listed(some(random.nextInt(everybody.getCardinality())), List.of());
            case 2 -> new Reach.Everyone(everybody, Optional.of(BEGINNING));
            case 3 -> new Reach.Listed(some(1), List.of());
            default ->
                    new Reach.Tagged(
                            new Tag(new TagId(TAG), "friends", tagged.getLongCardinality()));
        };
    }

    private Optional<String> key() {
        return random.nextInt(4) == 0 ? Optional.of("key " + random.nextInt(2)) : Optional.empty();
    }

    private RoaringBitmap served(Optional<String> key) {
        return key.map(used -> served.getOrDefault(used, new RoaringBitmap()))
                .orElseGet(RoaringBitmap::new);
    }

    /** So many followers next to each other, somewhere. */
    private RoaringBitmap some(int count) {
        var first = random.nextInt(everybody.getCardinality() - count + 1);
        return RoaringBitmap.bitmapOfRange(first, first + (long) count);
    }

    private static Account account(Account.Kind kind) {
        return new Account(
                new AccountId(new UUID(1, 1)),
                "key",
                "Boxer",
                new AppId("wx0123456789abcdef"),
                Optional.empty(),
                kind,
                true,
                Endpoints.wechat(),
                Optional.empty(),
                new Account.Connection(Optional.empty(), Optional.empty()),
                new Account.FollowerCount(0, Optional.empty()));
    }
}
