package io.qunfa.server.broadcast;

import io.qunfa.client.OpenId;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.audience.MonthlyCounts;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an account may still send today and this month, over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/quota")
final class QuotaApi {

    private static final int LARGEST_PAGE = 1_000;

    private final Accounts accounts;
    private final Audiences audiences;
    private final Quotas quotas;
    private final QuotaStore store;
    private final Spending spending;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    QuotaApi(
            Accounts accounts,
            Audiences audiences,
            Quotas quotas,
            QuotaStore store,
            Spending spending,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.quotas = quotas;
        this.store = store;
        this.spending = spending;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param day the platform's, in Beijing time
     * @param sendsToday null where no number is limited
     * @param toAllThisMonth null where no number is limited
     * @param followers null where followers have no monthly limit
     */
    record QuotaView(
            String day,
            String month,
            @Nullable UsedView sendsToday,
            UsedView toAllToday,
            @Nullable UsedView toAllThisMonth,
            UsedView sendAllCalls,
            UsedView listCalls,
            UsedView previews,
            int callsKept,
            @Nullable FollowerQuotaView followers,
            OpeningView opening,
            List<ReservationView> reservations) {}

    /**
     * @param used and reserved
     * @param reportedLimit what the platform says, if it was asked
     */
    record UsedView(
            long limit,
            long used,
            long left,
            @Nullable Long reportedLimit,
            @Nullable Instant reportedAt) {}

    /**
     * @param received how many followers have had none, one, two, three and four, as far as is
     *     known
     * @param expected the same with what is scheduled
     * @param asOf when the followers were last complete
     */
    record FollowerQuotaView(
            List<Long> received, List<Long> expected, long exhausted, @Nullable Instant asOf) {}

    /**
     * @param confidence none (nobody has said what was sent before), stated, confirmed or
     *     contradicted by what the platform counted
     * @param expected how many we thought the last message could be delivered to
     * @param eligible how many the platform could deliver it to
     */
    record OpeningView(
            String confidence,
            int toAll,
            int today,
            int perFollower,
            @Nullable String statedBy,
            @Nullable Instant statedAt,
            @Nullable Long expected,
            @Nullable Long eligible) {}

    record ReservationView(String broadcastId, String day, String route, int calls) {}

    /** What was sent this month before this server counted. */
    record OpeningRequest(
            @Nullable Integer toAll, @Nullable Integer today, @Nullable Integer perFollower) {}

    record ExhaustedPage(List<String> items, @Nullable Integer next) {}

    /** What is left of the platform's limits on a day and this month. */
    @GetMapping
    QuotaView quota(@PathVariable UUID account) {
        return view(accounts.get(new AccountId(account)));
    }

    /** Followers to whom the platform delivers nothing more this month. */
    @GetMapping("/exhausted")
    ExhaustedPage exhausted(
            @PathVariable UUID account,
            @RequestParam(required = false) @Nullable Integer after,
            @RequestParam(defaultValue = "100") int limit) {
        var id = accounts.get(new AccountId(account)).id();
        var size = Limit.require(limit, LARGEST_PAGE);
        var counts = quotas.received(id, BeijingTime.month(clock.instant()));
        var following = RoaringBitmap.and(counts.exhausted(), audiences.everyone(id));
        var page = Numbers.page(following, Optional.ofNullable(after), size);
        return new ExhaustedPage(
                audiences.openIds(id, page.numbers()).stream().map(OpenId::value).toList(),
                page.next().orElse(null));
    }

    /** States what was sent this month before this server counted. */
    @PutMapping("/opening")
    @Requires(Role.ADMINISTRATOR)
    QuotaView state(
            @PathVariable UUID account,
            @RequestBody OpeningRequest request,
            @AuthenticationPrincipal Operator operator) {
        var of = accounts.get(new AccountId(account));
        var balance = balance(request, operator);
        transactions.executeWithoutResult(
                _ -> {
                    quotas.lock(of.id());
                    store.save(of.id(), balance);
                    spending.opening(of.id(), balance);
                    audit.record(
                            of.id().value(),
                            operator.id(),
                            "quota.opening-stated",
                            Map.of(
                                    "month", balance.month().toString(),
                                    "toAll", balance.toAll(),
                                    "today", balance.today(),
                                    "perFollower", balance.perFollower()));
                });
        return view(of);
    }

    private OpeningBalance balance(OpeningRequest request, Operator operator) {
        var now = clock.instant();
        var toAll = number("toAll", request.toAll(), OpeningBalance.MOST_TO_ALL);
        return new OpeningBalance(
                BeijingTime.month(now),
                BeijingTime.day(now),
                toAll,
                number("today", request.today(), Math.min(1, toAll)),
                number("perFollower", request.perFollower(), MonthlyCounts.LIMIT),
                new Author(operator.id().value(), operator.name()),
                now);
    }

    private static int number(String field, @Nullable Integer value, int most) {
        if (value == null) {
            throw Problem.invalid(field, "required");
        }
        int number = value;
        if (number < 0 || number > most) {
            throw Problem.invalid(
                    field, "out-of-range", Map.of("least", 0, "most", most, "value", number));
        }
        return number;
    }

    private QuotaView view(Account account) {
        var id = account.id();
        quotas.refresh(id);
        var book = quotas.book(id, QuotaStore.NONE);
        var day = BeijingTime.day(clock.instant());
        var month = BeijingTime.month(clock.instant());
        var limits = book.limits();
        var isPerFollower = account.kind() != Account.Kind.SUBSCRIPTION;
        return new QuotaView(
                day.toString(),
                month.toString(),
                isPerFollower ? null : used(limits.sendsPerDay(), book.on(day).sends()),
                used(limits.toAllPerDay(), book.on(day).toAll()),
                isPerFollower ? used(limits.toAllPerMonth(), book.toAll(month)) : null,
                calls(id, Quotas.SEND_ALL, limits.sendAllCallsPerDay(), sendAllCalls(book, day)),
                calls(id, Quotas.SEND_LIST, limits.listCallsPerDay(), book.on(day).listCalls()),
                used(Quotas.PREVIEWS_PER_DAY, quotas.previewsUsed(id)),
                QuotaBook.RESERVE,
                isPerFollower ? followers(id) : null,
                opening(id),
                store.reservations(id).stream().map(QuotaApi::reservation).toList());
    }

    private static int sendAllCalls(QuotaBook book, LocalDate day) {
        return book.on(day).sendAllCalls();
    }

    private static UsedView used(long limit, long used) {
        return new UsedView(limit, used, Math.max(0, limit - used), null, null);
    }

    private UsedView calls(AccountId account, String path, long limit, long used) {
        var report = store.report(account, path);
        return new UsedView(
                limit,
                used,
                Math.max(0, limit - used),
                report.map(QuotaStore.Report::dailyLimit).orElse(null),
                report.map(QuotaStore.Report::asOf).orElse(null));
    }

    private FollowerQuotaView followers(AccountId account) {
        var month = BeijingTime.month(clock.instant());
        var everybody = audiences.everyone(account);
        var received = quotas.received(account, month);
        var expected = quotas.counts(account, QuotaStore.NONE, month);
        return new FollowerQuotaView(
                received.histogram(everybody),
                expected.histogram(everybody),
                RoaringBitmap.andCardinality(received.exhausted(), everybody),
                audiences.followers(account).asOf().orElse(null));
    }

    private OpeningView opening(AccountId account) {
        var month = BeijingTime.month(clock.instant());
        var stated = store.opening(account, month);
        var begin = month.atDay(1).atStartOfDay(BeijingTime.ZONE).toInstant();
        // What was counted before the statement says nothing about it.
        var compared = store.lastComparison(account, stated.map(OpeningBalance::at).orElse(begin));
        var confidence =
                compared.map(found -> found.agrees() ? "confirmed" : "contradicted")
                        .orElse(stated.isPresent() ? "stated" : "none");
        return new OpeningView(
                confidence,
                stated.map(OpeningBalance::toAll).orElse(0),
                stated.map(OpeningBalance::today).orElse(0),
                stated.map(OpeningBalance::perFollower).orElse(0),
                stated.map(found -> found.by().name()).orElse(null),
                stated.map(OpeningBalance::at).orElse(null),
                compared.map(QuotaStore.Comparison::expected).orElse(null),
                compared.map(QuotaStore.Comparison::eligible).orElse(null));
    }

    private static ReservationView reservation(QuotaStore.Reservation reserved) {
        return new ReservationView(
                reserved.broadcast().toString(),
                reserved.day().toString(),
                reserved.route().word(),
                reserved.calls());
    }
}
