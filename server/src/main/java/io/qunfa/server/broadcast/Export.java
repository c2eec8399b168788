package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.content.Message;
import io.qunfa.server.http.Csv;
import io.qunfa.server.http.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Broadcasts and their results for spreadsheets, written a page at a time. */
@Component
final class Export {

    private static final int PAGE = 100;
    private static final Set<String> TIMES = Set.of("created", "sent", "finished", "accepted");
    private static final String[] BROADCAST_COLUMNS = {
        "id",
        "state",
        "created",
        "author",
        "sent",
        "finished",
        "message",
        "recipients",
        "total",
        "eligible",
        "filtered",
        "delivered",
        "failed"
    };
    private static final String[] CALL_COLUMNS = {
        "call",
        "state",
        "recipients",
        "message-id",
        "status",
        "status-text",
        "total",
        "eligible",
        "filtered",
        "delivered",
        "failed",
        "accepted",
        "finished",
        "problem",
        "articles"
    };
    private static final String[] ARTICLE_COLUMNS = {
        "call",
        "position",
        "title",
        "statistics-id",
        "address",
        "deleted",
        "figures-of",
        "readers",
        "shares",
        "wows",
        "likes",
        "reader-comments",
        "collections"
    };

    private final Broadcasts broadcasts;
    private final ReportStore reports;
    private final ResultViews views;
    private final SettingsStore settings;
    private final Texts texts;

    Export(
            Broadcasts broadcasts,
            ReportStore reports,
            ResultViews views,
            SettingsStore settings,
            Texts texts) {
        this.broadcasts = broadcasts;
        this.reports = reports;
        this.views = views;
        this.settings = settings;
        this.texts = texts;
    }

    /** Every broadcast of an account that is looked for, newest first. */
    void broadcasts(
            AccountId account,
            BroadcastFilter filter,
            Locale language,
            HttpServletResponse response)
            throws IOException {
        var zone = settings.of(account).zone();
        var csv = Csv.begin(response, "broadcasts.csv", zone);
        csv.row((Object[]) header(BROADCAST_COLUMNS, zone, language));
        var slice = new BroadcastStore.Slice(Optional.empty(), PAGE);
        var page = broadcasts.page(account, filter, slice);
        while (!page.isEmpty()) {
            for (var broadcast : page) {
                csv.row(cells(broadcast, language));
            }
            slice = new BroadcastStore.Slice(Optional.of(page.getLast().id()), PAGE);
            page = broadcasts.page(account, filter, slice);
        }
    }

    /** Every call of one broadcast. */
    void calls(Broadcast broadcast, Locale language, HttpServletResponse response)
            throws IOException {
        var zone = settings.of(broadcast.account()).zone();
        var csv = Csv.begin(response, "broadcast-" + broadcast.id() + ".csv", zone);
        csv.row((Object[]) header(CALL_COLUMNS, zone, language));
        for (var result : reports.calls(broadcast.account(), broadcast.id())) {
            csv.row(cells(result, language));
        }
    }

    /** Every article of one broadcast, with how it was read. */
    void articles(Report report, Locale language, HttpServletResponse response) throws IOException {
        var broadcast = report.broadcast();
        var zone = settings.of(broadcast.account()).zone();
        var csv = Csv.begin(response, "articles-" + broadcast.id() + ".csv", zone);
        csv.row((Object[]) header(ARTICLE_COLUMNS, zone, language));
        for (var call : views.result(report, language).calls()) {
            for (var article : call.articles()) {
                csv.row(cells(call.number(), article));
            }
        }
    }

    private static @Nullable Object[] cells(int call, ResultViews.ArticleView article) {
        var figures = Optional.ofNullable(article.figures()).map(ResultViews.FiguresView::latest);
        return new @Nullable Object[] {
            call,
            article.position(),
            article.title(),
            article.statisticsId(),
            article.url(),
            article.deleted(),
            figures.map(ResultViews.FiguresOfDayView::date).orElse(null),
            figures.map(ResultViews.FiguresOfDayView::readers).orElse(null),
            figures.map(ResultViews.FiguresOfDayView::shares).orElse(null),
            figures.map(ResultViews.FiguresOfDayView::wows).orElse(null),
            figures.map(ResultViews.FiguresOfDayView::likes).orElse(null),
            figures.map(ResultViews.FiguresOfDayView::comments).orElse(null),
            figures.map(ResultViews.FiguresOfDayView::collections).orElse(null)
        };
    }

    private String[] header(String[] columns, ZoneId zone, Locale language) {
        return Stream.of(columns)
                .map(column -> header(column, zone, language))
                .toArray(String[]::new);
    }

    private String header(String column, ZoneId zone, Locale language) {
        var words = texts.text("column." + column, Map.of(), language);
        return TIMES.contains(column) ? "%s (%s)".formatted(words, zone.getId()) : words;
    }

    private @Nullable Object[] cells(Broadcast broadcast, Locale language) {
        var totals = broadcast.totals();
        return new @Nullable Object[] {
            broadcast.id(),
            word("state", broadcast.state(), language),
            broadcast.createdAt(),
            broadcast.createdBy().name(),
            broadcast.sentAt(),
            broadcast.finishedAt(),
            words(broadcast.message()),
            broadcast.recipients(),
            totals.audience(),
            totals.eligible(),
            totals.filtered(),
            totals.delivered(),
            totals.failed()
        };
    }

    private String word(String of, Enum<?> constant, Locale language) {
        return texts.text(of + "." + BroadcastStore.word(constant), Map.of(), language);
    }

    private static String words(Message message) {
        return switch (message) {
            case Message.Text(var content) -> content;
            case Message.Article article -> article.titles();
        };
    }

    private @Nullable Object[] cells(CallResult result, Locale language) {
        var call = result.call();
        var counts = Optional.ofNullable(call.counts());
        var problem = call.reason();
        return new @Nullable Object[] {
            call.number(),
            word("call-state", call.state(), language),
            call.recipients(),
            call.msgId(),
            call.status(),
            views.status(call.status(), language),
            counts.map(Counts::total).orElse(null),
            counts.map(Counts::eligible).orElse(null),
            counts.map(known -> known.total() - known.eligible()).orElse(null),
            counts.map(Counts::delivered).orElse(null),
            counts.map(Counts::failed).orElse(null),
            call.acceptedAt(),
            call.finishedAt(),
            problem == null
                    ? null
                    : texts.text(
                            "reason." + problem.code() + ".title", problem.parameters(), language),
            String.join(
                    " ",
                    result.articles().items().stream()
                            .map(ArticleResult::url)
                            .filter(java.util.Objects::nonNull)
                            .toList())
        };
    }
}
