package io.qunfa.server.broadcast;

import io.qunfa.server.content.Message;
import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What came of a broadcast as JSON, with the platform's words in the reader's language. */
@Component
final class ResultViews {

    private static final List<String> EFFECTS =
            List.of("page", "card", "quota", "same-material", "no-return", "a-day");

    private final BroadcastViews views;
    private final Texts texts;

    ResultViews(BroadcastViews views, Texts texts) {
        this.views = views;
        this.texts = texts;
    }

    /**
     * @param rest whom it did not reach for reasons that concern whole calls; null while it is not
     *     over
     * @param speed the level chosen for it; null for the account's own
     */
    record ResultView(
            String state,
            BroadcastViews.TotalsView totals,
            List<CallResultView> calls,
            @Nullable RestView rest,
            @Nullable Integer speed) {}

    /**
     * @param msgDataId what comments and statistics call the articles; null if there are none, or
     *     if the answer that tells it was lost and no address tells it either
     * @param status the platform's own word
     * @param statusText what it means
     * @param confirmationUntil until when the administrator may confirm in WeChat; null if nobody
     *     is awaited
     * @param confirmationText what is awaited
     */
    record CallResultView(
            int number,
            String state,
            long recipients,
            @Nullable String msgId,
            @Nullable String msgDataId,
            @Nullable String status,
            @Nullable String statusText,
            BroadcastViews.@Nullable CountsView counts,
            @Nullable Long filtered,
            @Nullable Instant confirmationUntil,
            @Nullable String confirmationText,
            @Nullable String originality,
            List<ArticleView> articles,
            List<DeletionView> deletions) {}

    /**
     * @param position from 1
     * @param statisticsId what statistics call it, such as {@code 2247484106_1}
     * @param url where followers read it; null if the platform did not tell
     * @param check null if its originality was not checked
     * @param deleted whether somebody had it deleted
     * @param figures how it was read; null before the platform has told
     */
    record ArticleView(
            int position,
            @Nullable String title,
            @Nullable String statisticsId,
            @Nullable String url,
            @Nullable CheckView check,
            boolean deleted,
            @Nullable FiguresView figures) {}

    /**
     * @param latest of the last day that the platform tells of
     * @param preliminary whether it may still correct them
     */
    record FiguresView(
            FiguresOfDayView latest,
            List<FiguresOfDayView> days,
            boolean preliminary,
            Instant fetchedAt) {}

    /**
     * @param wows readers who recommended it to their friends (在看)
     */
    record FiguresOfDayView(
            LocalDate date,
            long readers,
            long shares,
            long wows,
            long likes,
            long comments,
            long collections) {}

    record CheckView(
            String verdict,
            String verdictText,
            @Nullable String originalUrl,
            boolean canReprint,
            boolean needsReplacedContent,
            boolean needsReprintSource) {}

    record DeletionView(
            @Nullable Integer article,
            String state,
            BroadcastViews.@Nullable ReasonView problem,
            Instant askedAt,
            BroadcastViews.AuthorView askedBy) {}

    /**
     * @param broadcast the broadcast to the rest, if there is one
     */
    record RestView(int calls, long recipients, @Nullable String broadcast) {}

    /**
     * @param possible whether asking makes sense
     * @param effects what it does and what it cannot do
     */
    record DeletionNoticeView(
            boolean possible,
            BroadcastViews.@Nullable ReasonView problem,
            int leftToday,
            List<String> effects,
            List<ArticleView> articles) {}

    record SpeedView(@Nullable Integer level, @Nullable Long recipientsPerMinute) {}

    ResultView result(Report report, Locale language) {
        var broadcast = report.broadcast();
        return new ResultView(
                BroadcastStore.word(broadcast.state()),
                BroadcastViews.totals(broadcast.totals()),
                report.calls().stream().map(call -> call(call, report, language)).toList(),
                report.rest().map(ResultViews::rest).orElse(null),
                report.speed().orElse(null));
    }

    DeletionNoticeView notice(
            CallResult call, Report report, Deletions.Chance chance, Locale language) {
        return new DeletionNoticeView(
                chance.obstacle() == null,
                views.reason(chance.obstacle(), language),
                chance.leftToday(),
                EFFECTS.stream().map(effect -> effect(effect, language)).toList(),
                articles(call, report, language));
    }

    private String effect(String effect, Locale language) {
        return texts.text("deletion.effect." + effect, Map.of("most", Deletions.A_DAY), language);
    }

    static SpeedView speed(Optional<Integer> level) {
        return new SpeedView(
                level.orElse(null),
                level.map(Speed::new).map(Speed::recipientsAMinute).orElse(null));
    }

    private static RestView rest(Remainder rest) {
        return new RestView(
                rest.calls(),
                rest.recipients(),
                rest.draft().map(BroadcastId::toString).orElse(null));
    }

    private CallResultView call(CallResult result, Report report, Locale language) {
        var call = result.call();
        var deletions = report.deletionsOf(call);
        var counts = call.counts();
        var until = result.confirmationUntil();
        return new CallResultView(
                call.number(),
                BroadcastStore.word(call.state()),
                call.recipients(),
                call.msgId() == null ? null : call.msgId().toString(),
                result.articlesId() == null ? null : result.articlesId().toString(),
                call.status(),
                status(call.status(), language),
                counts == null ? null : BroadcastViews.counts(counts),
                counts == null ? null : counts.total() - counts.eligible(),
                until,
                until == null ? null : texts.text("confirmation.awaited", Map.of(), language),
                originality(result.articles(), language),
                articles(result, report, language),
                deletions.stream().map(deletion -> deletion(deletion, language)).toList());
    }

    /** The platform's word for a result, in the reader's. */
    @Nullable String status(@Nullable String raw, Locale language) {
        return raw == null ? null : JobWord.of(raw).text(texts, language);
    }

    private @Nullable String originality(ArticleResults articles, Locale language) {
        return articles.state() == 0
                ? null
                : texts.text("originality.state-" + articles.state(), Map.of(), language);
    }

    /** Those the platform told of, and those that were sent before it tells. */
    private List<ArticleView> articles(CallResult result, Report report, Locale language) {
        var deletions = report.deletionsOf(result.call());
        return listed(result, report.broadcast()).stream()
                .map(
                        article ->
                                new ArticleView(
                                        article.position(),
                                        title(report.broadcast(), article.position()),
                                        result.name(article.position()),
                                        article.url(),
                                        check(article.check(), language),
                                        isDeleted(article, deletions),
                                        figures(result.figures().get(article.position()))))
                .toList();
    }

    static List<ArticleResult> listed(CallResult result, Broadcast broadcast) {
        var told = result.articles().items();
        return !told.isEmpty() || result.articlesId() == null
                ? told
                : IntStream.rangeClosed(1, headings(broadcast).size())
                        .mapToObj(position -> new ArticleResult(position, null, null))
                        .toList();
    }

    static @Nullable String title(Broadcast broadcast, int position) {
        var headings = headings(broadcast);
        return position > headings.size() ? null : headings.get(position - 1).title();
    }

    private static List<Message.Article.Heading> headings(Broadcast broadcast) {
        return broadcast.message() instanceof Message.Article picked
                ? picked.articles()
                : List.of();
    }

    private static @Nullable FiguresView figures(@Nullable ArticleFigures figures) {
        return figures == null
                ? null
                : new FiguresView(
                        ofDay(figures.latest()),
                        figures.days().stream().map(ResultViews::ofDay).toList(),
                        figures.preliminary(),
                        figures.fetchedAt());
    }

    private static FiguresOfDayView ofDay(ArticleFigures.Day day) {
        return new FiguresOfDayView(
                day.date(),
                day.readers(),
                day.shares(),
                day.wows(),
                day.likes(),
                day.comments(),
                day.collections());
    }

    private static boolean isDeleted(ArticleResult article, List<Deletion> deletions) {
        return deletions.stream()
                .filter(deletion -> deletion.state() == Deletion.State.DELETED)
                .map(Deletion::article)
                .anyMatch(which -> which == null || Objects.equals(which, article.position()));
    }

    private @Nullable CheckView check(ArticleResult.@Nullable Originality check, Locale language) {
        if (check == null) {
            return null;
        }
        return new CheckView(
                check.verdict(),
                texts.text("originality." + check.verdict(), Map.of(), language),
                check.originalUrl().isEmpty() ? null : check.originalUrl(),
                check.canReprint(),
                check.needsReplacedContent(),
                check.needsReprintSource());
    }

    DeletionView deletion(Deletion deletion, Locale language) {
        return new DeletionView(
                deletion.article(),
                BroadcastStore.word(deletion.state()),
                views.reason(deletion.reason(), language),
                deletion.askedAt(),
                new BroadcastViews.AuthorView(
                        deletion.askedBy().id().toString(), deletion.askedBy().name()));
    }
}
