package io.qunfa.server.broadcast;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.audience.AudienceForm;
import io.qunfa.server.content.Finding;
import io.qunfa.server.content.Message;
import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Broadcasts and plans as JSON, with their words in the reader's language. */
@Component
final class BroadcastViews {

    private static final long MOST_LISTED = 10_000;

    private final Broadcasts broadcasts;
    private final Texts texts;
    private final ReasonWords words;

    BroadcastViews(Broadcasts broadcasts, Texts texts, ReasonWords words) {
        this.broadcasts = broadcasts;
        this.texts = texts;
        this.words = words;
    }

    record BroadcastPage(List<BroadcastView> items, @Nullable String next) {}

    /**
     * @param revision names this state of it; an approval and an edit name what was seen
     * @param audience OpenIDs are listed only in a broadcast read by itself, of those who follow,
     *     and only if they are 10,000 at most
     * @param audienceSize how many were named; null for everybody and for a tag
     * @param start when it is to begin by itself
     * @param seriesId of whose runs it is one
     * @param reviews only in a broadcast read by itself
     * @param edited by whom and when it was last changed; null as long as it is as it was created
     * @param recipients how many were confirmed
     */
    record BroadcastView(
            String id,
            String accountId,
            long revision,
            String state,
            Message message,
            AudienceForm audience,
            @Nullable Long audienceSize,
            OptionsView options,
            boolean approved,
            @Nullable StartView start,
            @Nullable String seriesId,
            List<ReviewView> reviews,
            Instant createdAt,
            AuthorView createdBy,
            @Nullable EditedView edited,
            @Nullable Instant sentAt,
            @Nullable Instant finishedAt,
            @Nullable Long recipients,
            TotalsView totals,
            List<CallView> calls,
            @Nullable ReasonView problem) {}

    record OptionsView(
            @Nullable String onceOnlyKey,
            String overQuota,
            boolean severalDays,
            boolean separateArticles,
            boolean duringQuietHours) {}

    /**
     * @param local the time of day that was named
     * @param fold none, gap, overlap-earlier or overlap-later: what the zone's clocks do then
     */
    record StartView(Instant at, String local, String zone, String offset, String fold) {

        static StartView of(Start start) {
            return new StartView(
                    start.at(),
                    start.local().toString(),
                    start.zone().getId(),
                    start.zone().getRules().getOffset(start.at()).toString(),
                    BroadcastStore.word(start.fold()));
        }
    }

    record ReviewView(String decision, String comment, AuthorView by, Instant at) {}

    record EditedView(AuthorView by, Instant at) {}

    record AuthorView(String id, String name) {}

    /** Null means that nobody counted (yet); it never means 0. */
    record TotalsView(
            @Nullable Long audience,
            @Nullable Long eligible,
            @Nullable Long delivered,
            @Nullable Long failed,
            @Nullable Long filtered) {}

    record CallView(
            int number,
            String state,
            String key,
            long recipients,
            @Nullable String msgId,
            @Nullable String status,
            @Nullable CountsView counts,
            @Nullable ReasonView problem,
            @Nullable Instant intentAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant nextAt) {}

    record CountsView(long total, long eligible, long delivered, long failed) {}

    record ReasonView(String code, Map<String, Object> parameters, String title, String detail) {}

    /**
     * @param history whether it enters the list that every visitor of the account sees
     * @param overQuota whom the platform would refuse this month, as far as is known
     * @param otherCalls calls besides those that send, such as for a temporary tag
     * @param days on how many of the platform's days calls are made
     * @param seconds from the first call to the last delivery, if all goes well
     * @param quotaAfter what is left on the first day, with this broadcast
     */
    record PlanView(
            long recipients,
            String route,
            boolean history,
            long overQuota,
            List<PlannedCallView> calls,
            int otherCalls,
            long days,
            long seconds,
            QuotaLeftView quotaBefore,
            QuotaLeftView quotaAfter,
            List<FindingView> findings,
            ConfirmationView confirmation) {}

    /**
     * @param day of the platform, which counts in Beijing time
     */
    record PlannedCallView(int number, long recipients, String day) {}

    /**
     * @param sends to whomever; null where there is no limit
     * @param toAllThisMonth null where there is no limit
     */
    record QuotaLeftView(
            String day,
            @Nullable Integer sends,
            int toAll,
            @Nullable Integer toAllThisMonth,
            int sendAllCalls,
            @Nullable Integer listCalls) {

        static QuotaLeftView of(QuotaBook book, LocalDate day) {
            return new QuotaLeftView(
                    day.toString(),
                    limited(book.limits().sendsPerDay(), book.sendsLeft(day)),
                    book.toAllLeft(day),
                    limited(book.limits().toAllPerMonth(), book.toAllLeft(YearMonth.from(day))),
                    book.callsLeft(Route.TO_ALL, day),
                    book.callsLeft(Route.BY_LIST, day));
        }

        private static @Nullable Integer limited(int limit, int left) {
            return limit == QuotaBook.Limits.NONE ? null : left;
        }
    }

    record OpenIdPage(List<String> items, @Nullable Integer next) {}

    record FindingView(
            String code,
            String severity,
            Map<String, Object> parameters,
            String title,
            String remedy) {}

    record ConfirmationView(String accountName, long recipients) {}

    /** With the OpenIDs, if it names any, and with what was decided about it. */
    BroadcastView whole(Broadcast broadcast, Locale language) {
        var openIds =
                broadcast.addressees() instanceof Addressees.Named named
                                && named.size() <= MOST_LISTED
                        ? broadcasts.openIds(broadcast.account(), named)
                        : List.<OpenId>of();
        return view(broadcast, openIds, broadcasts.reviews(broadcast), language);
    }

    BroadcastView brief(Broadcast broadcast, Locale language) {
        return view(broadcast, List.of(), List.of(), language);
    }

    /** A page of this size, of which one more was read if there is one. */
    BroadcastPage page(List<Broadcast> read, int size, Locale language) {
        var page = read.subList(0, Math.min(size, read.size()));
        return new BroadcastPage(
                page.stream().map(broadcast -> brief(broadcast, language)).toList(),
                read.size() > size ? page.getLast().id().toString() : null);
    }

    OpenIdPage overQuota(AccountId account, Plan plan, @Nullable Integer after, int size) {
        var page = Numbers.page(plan.overQuota(), Optional.ofNullable(after), size);
        return new OpenIdPage(
                broadcasts
                        .openIds(account, new Addressees.Named(page.numbers(), List.of()))
                        .stream()
                        .map(OpenId::value)
                        .toList(),
                page.next().orElse(null));
    }

    PlanView plan(Plan plan, String accountName, Locale language) {
        var calls = plan.calls();
        return new PlanView(
                plan.recipients(),
                plan.route().word(),
                plan.route() == Route.TO_ALL,
                plan.overQuota().getLongCardinality(),
                IntStream.range(0, calls.size())
                        .mapToObj(index -> plannedCall(index + 1, calls.get(index)))
                        .toList(),
                plan.otherCalls(),
                plan.days(),
                plan.duration().toSeconds(),
                QuotaLeftView.of(plan.before(), plan.firstDay()),
                QuotaLeftView.of(plan.after(), plan.firstDay()),
                plan.findings().stream().map(finding -> finding(finding, language)).toList(),
                new ConfirmationView(accountName, plan.recipients()));
    }

    private static PlannedCallView plannedCall(int number, Plan.PlannedCall call) {
        return new PlannedCallView(number, call.recipients(), call.day().toString());
    }

    private BroadcastView view(
            Broadcast broadcast, List<OpenId> openIds, List<Review> reviews, Locale language) {
        var start = broadcast.start();
        var series = broadcast.series();
        var edited = broadcast.edited();
        return new BroadcastView(
                broadcast.id().toString(),
                broadcast.account().toString(),
                broadcast.revision(),
                BroadcastStore.word(broadcast.state()),
                broadcast.message(),
                audience(broadcast.addressees(), openIds),
                size(broadcast.addressees()),
                options(broadcast.options()),
                broadcast.approval().given(),
                start == null ? null : StartView.of(start),
                series == null ? null : series.toString(),
                reviews.stream().map(BroadcastViews::review).toList(),
                broadcast.createdAt(),
                author(broadcast.createdBy()),
                edited == null ? null : new EditedView(author(edited.by()), edited.at()),
                broadcast.sentAt(),
                broadcast.finishedAt(),
                broadcast.recipients(),
                totals(broadcast.totals()),
                broadcast.calls().stream().map(call -> call(call, language)).toList(),
                reason(broadcast.reason(), language));
    }

    private static AudienceForm audience(Addressees addressees, List<OpenId> openIds) {
        return switch (addressees) {
            case Addressees.Everybody _ -> new AudienceForm.All();
            case Addressees.Tagged(var tag) -> new AudienceForm.Tag(tag.toString());
            case Addressees.Named _ ->
                    new AudienceForm.OpenIds(openIds.stream().map(OpenId::value).toList());
        };
    }

    private static @Nullable Long size(Addressees addressees) {
        return addressees instanceof Addressees.Named named ? named.size() : null;
    }

    private static OptionsView options(Options options) {
        return new OptionsView(
                options.onceOnlyKey().orElse(null),
                BroadcastStore.word(options.overQuota()),
                options.severalDays(),
                options.separateArticles(),
                options.duringQuietHours());
    }

    private static ReviewView review(Review review) {
        return new ReviewView(
                BroadcastStore.word(review.decision()),
                review.comment(),
                author(review.by()),
                review.at());
    }

    static AuthorView author(Author author) {
        return new AuthorView(author.id().toString(), author.name());
    }

    static TotalsView totals(Totals totals) {
        return new TotalsView(
                totals.audience(),
                totals.eligible(),
                totals.delivered(),
                totals.failed(),
                totals.filtered());
    }

    private CallView call(Call call, Locale language) {
        var msgId = call.msgId();
        return new CallView(
                call.number(),
                BroadcastStore.word(call.state()),
                call.key().value(),
                call.recipients(),
                msgId == null ? null : msgId.toString(),
                call.status(),
                call.counts() == null ? null : counts(call.counts()),
                reason(call.reason(), language),
                call.intentAt(),
                call.acceptedAt(),
                call.finishedAt(),
                call.dueAt());
    }

    static CountsView counts(Counts counts) {
        return new CountsView(
                counts.total(), counts.eligible(), counts.delivered(), counts.failed());
    }

    @Nullable ReasonView reason(@Nullable Reason reason, Locale language) {
        if (reason == null) {
            return null;
        }
        return new ReasonView(
                reason.code(),
                reason.parameters(),
                words.title(reason, language),
                words.detail(reason, language));
    }

    /** Which of several articles it is about. */
    private String ofArticle(Finding finding, String title, Locale language) {
        var article = finding.parameters().get("article");
        return article == null
                ? title
                : texts.text(
                        "finding.of-article", Map.of("article", article, "title", title), language);
    }

    private FindingView finding(Finding finding, Locale language) {
        var key = "finding." + finding.code();
        var title = texts.text(key + ".title", finding.parameters(), language);
        return new FindingView(
                finding.code(),
                BroadcastStore.word(finding.severity()),
                finding.parameters(),
                ofArticle(finding, title, language),
                texts.text(key + ".remedy", finding.parameters(), language));
    }
}
