package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.AppId;
import io.qunfa.client.Endpoints;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.audience.MonthlyCounts;
import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Finding;
import io.qunfa.server.content.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Plans whose days lie in two months, on the last evening of November in Beijing. */
final class MonthEndTest {

    private static final Instant EVENING = Instant.parse("2026-11-30T12:00:00Z");
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

    /** One call a day, besides the reserve. */
    private static final QuotaBook.Limits ONE_A_DAY =
            QuotaBook.Limits.SERVICE.withCalls(QuotaBook.RESERVE + 1, QuotaBook.RESERVE + 1);

    private final Map<YearMonth, RoaringBitmap> exhausted = new HashMap<>();

    @Test
    void who_has_had_four_in_one_month_gets_it_in_the_other() {
        exhausted.put(NOVEMBER, range(0, 10_000));
        exhausted.put(DECEMBER, range(10_000, 20_000));

        var plan = plan(30_000, OverQuota.LEAVE_OUT);

        assertThat(plan.isClear()).isTrue();
        assertThat(plan.batches())
                .containsExactly(range(10_000, 20_000), range(0, 10_000), range(20_000, 30_000));
        assertThat(days(plan)).containsExactly("2026-11-30", "2026-12-01", "2026-12-02");
        assertThat(plan.overQuota().isEmpty()).isTrue();
        assertThat(codes(plan)).contains("several-days", "month-end-crossed");
    }

    @Test
    void who_does_not_fit_before_the_month_ends_and_has_had_four_in_the_next_is_left_out() {
        exhausted.put(DECEMBER, range(0, 15_000));

        var plan = plan(20_000, OverQuota.LEAVE_OUT);

        assertThat(plan.batches()).containsExactly(range(0, 10_000), range(15_000, 20_000));
        assertThat(plan.overQuota()).isEqualTo(range(10_000, 15_000));
        assertThat(plan.recipients()).isEqualTo(15_000);
        assertThat(codes(plan)).contains("over-quota-left-out");
    }

    @Test
    void who_has_had_four_in_both_is_kept_if_that_is_wished_and_counted() {
        exhausted.put(NOVEMBER, range(0, 5));
        exhausted.put(DECEMBER, range(10_000, 10_002));

        var plan = plan(20_000, OverQuota.KEEP);

        assertThat(plan.recipients()).isEqualTo(20_000);
        assertThat(plan.overQuota().getLongCardinality()).isEqualTo(5);
        assertThat(codes(plan)).contains("over-quota-kept");
    }

    @Test
    void one_follower_left_for_the_next_month_gets_company() {
        var plan = plan(10_001, OverQuota.LEAVE_OUT);

        assertThat(plan.calls().stream().map(Plan.PlannedCall::recipients))
                .containsExactly(9_999L, 2L);
        assertThat(plan.recipients()).isEqualTo(10_001);
    }

    @Test
    void one_follower_who_finds_no_company_is_left_out_and_named() {
        exhausted.put(DECEMBER, range(0, 10_000));

        var plan = plan(10_001, OverQuota.LEAVE_OUT);

        assertThat(plan.batches()).containsExactly(range(0, 10_000));
        assertThat(plan.overQuota()).isEqualTo(range(10_000, 10_001));
    }

    @Test
    void what_fits_before_the_month_ends_does_not_ask_for_the_next() {
        exhausted.put(DECEMBER, range(0, 10_000));

        var plan = plan(10_000, OverQuota.LEAVE_OUT);

        assertThat(days(plan)).containsExactly("2026-11-30");
        assertThat(plan.recipients()).isEqualTo(10_000);
        assertThat(codes(plan)).doesNotContain("month-end-crossed");
    }

    @Test
    void a_day_without_calls_left_leaves_all_to_the_next_month() {
        exhausted.put(NOVEMBER, range(0, 10_000));
        var used = Map.of(LocalDate.of(2026, 11, 30), new QuotaBook.Uses(0, 0, 0, 1));

        var plan = plan(20_000, OverQuota.LEAVE_OUT, new QuotaBook(ONE_A_DAY, used));

        assertThat(days(plan)).containsExactly("2026-12-01", "2026-12-02");
        assertThat(plan.recipients()).isEqualTo(20_000);
    }

    @Test
    void the_month_is_beijings() {
        // Still November in London, and December in Beijing.
        exhausted.put(NOVEMBER, range(0, 10));
        var start = Start.at(Instant.parse("2026-11-30T16:00:00Z"), BeijingTime.ZONE);

        var plan = plan(10, OverQuota.LEAVE_OUT, new QuotaBook(ONE_A_DAY, Map.of()), start);

        assertThat(plan.recipients()).isEqualTo(10);
    }

    private Plan plan(int followers, OverQuota overQuota) {
        return plan(followers, overQuota, new QuotaBook(ONE_A_DAY, Map.of()));
    }

    private Plan plan(int followers, OverQuota overQuota, QuotaBook book) {
        return plan(followers, overQuota, book, Start.at(EVENING, BeijingTime.ZONE));
    }

    private Plan plan(int followers, OverQuota overQuota, QuotaBook book, Start start) {
        var options = new Options(Optional.empty(), overQuota, true, false, true);
        return Planner.plan(
                new Proposal(
                        new Message.Text("hello"),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        new Reach.Listed(range(0, followers), List.of()),
                        options,
                        new RoaringBitmap()),
                new Circumstances(
                        account(),
                        Settings.DEFAULT,
                        book,
                        this::received,
                        new Pace(Pace.DOCUMENTED),
                        Speed.FASTEST,
                        EVENING,
                        start));
    }

    private MonthlyCounts received(YearMonth month) {
        var counts = MonthlyCounts.none(month);
        for (var time = 0; time < MonthlyCounts.LIMIT; time++) {
            counts = counts.plus(exhausted.getOrDefault(month, new RoaringBitmap()));
        }
        return counts;
    }

    private static RoaringBitmap range(int from, int to) {
        return RoaringBitmap.bitmapOfRange(from, to);
    }

    private static List<String> days(Plan plan) {
        return plan.calls().stream().map(call -> call.day().toString()).toList();
    }

    private static List<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).toList();
    }

    private static Account account() {
        return new Account(
                new AccountId(new UUID(1, 1)),
                "key",
                "Boxer",
                new AppId("wx0123456789abcdef"),
                Optional.empty(),
                Account.Kind.SERVICE,
                true,
                Endpoints.wechat(),
                Optional.empty(),
                new Account.Connection(Optional.empty(), Optional.empty()),
                new Account.FollowerCount(0, Optional.empty()));
    }
}
