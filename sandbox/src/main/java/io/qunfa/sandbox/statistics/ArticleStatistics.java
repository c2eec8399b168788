package io.qunfa.sandbox.statistics;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.ArticlePage;
import io.qunfa.sandbox.world.Publication;
import io.qunfa.sandbox.world.Readership;
import io.qunfa.sandbox.world.Reading;
import io.qunfa.sandbox.world.VirtualClock;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The article statistics of November 2025. */
final class ArticleStatistics {

    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 11, 1);
    private static final int SUMMARY_DAYS = 30;
    private static final int POSITIONS = 5;

    /** {@code POST /datacube/getarticleread}. */
    ObjectNode read(Call call) {
        return byArticle(
                call,
                (reading, detail) -> {
                    detail.put("read_user", reading.users());
                    Scene.write(reading.users(), detail.putArray("read_user_source"));
                });
    }

    /** {@code POST /datacube/getarticleshare}. */
    ObjectNode share(Call call) {
        return byArticle(call, (reading, detail) -> detail.put("share_user", reading.shares()));
    }

    /** Writes one reading. */
    private interface Detail {
        void write(Reading reading, ObjectNode into);
    }

    private static ObjectNode byArticle(Call call, Detail write) {
        var days = Days.of(call, FIRST_DAY, 1);
        var answer = Json.object();
        var list = answer.putArray("list");
        for (var publication : publications(call)) {
            for (var page : publication.pages()) {
                var reading = readership(call).on(days.begin(), publication, page);
                if (reading.users() > 0) {
                    var row = list.addObject().put("ref_date", days.begin().toString());
                    row.put("msgid", msgid(publication, page));
                    write.write(reading, row.putObject("detail"));
                }
            }
        }
        return answer.put("is_delay", days.isEarly(call));
    }

    /** {@code POST /datacube/getbizsummary}: all articles together, by day. */
    ObjectNode summary(Call call) {
        var days = Days.of(call, FIRST_DAY, SUMMARY_DAYS);
        var answer = Json.object();
        var list = answer.putArray("list");
        days.stream().forEach(day -> list.add(summaryOf(call, day)));
        return answer.put("is_delay", days.isEarly(call));
    }

    private static ObjectNode summaryOf(Call call, LocalDate day) {
        var sum = Reading.NONE;
        int comments = 0;
        int sent = 0;
        for (var publication : publications(call)) {
            boolean isNew = Readership.publishedOn(publication).equals(day);
            for (var page : publication.pages()) {
                sum = sum.plus(readership(call).on(day, publication, page));
                comments += comments(page, day, day);
                sent += isNew ? 1 : 0;
            }
        }
        var row = Json.object().put("ref_date", day.toString());
        write(sum, comments, row.putObject("detail"))
                .put("redirect_ori_page_user", sum.originals())
                .put("send_page_count", sent);
        return row;
    }

    private static ObjectNode write(Reading reading, int comments, ObjectNode into) {
        into.put("read_user", reading.users());
        Scene.write(reading.users(), into.putArray("read_user_source"));
        return into.put("share_user", reading.shares())
                .put("zaikan_user", reading.zaikan())
                .put("like_user", reading.likes())
                .put("comment_count", comments)
                .put("collection_user", reading.collections());
    }

    /** {@code POST /datacube/getarticletotaldetail}: 30 days of what was published on a day. */
    ObjectNode totalDetail(Call call) {
        var days = Days.of(call, FIRST_DAY, 1);
        var answer = Json.object();
        var list = answer.putArray("list");
        for (var publication : publications(call)) {
            if (Readership.publishedOn(publication).equals(days.begin())) {
                publication.pages().forEach(page -> list.add(total(call, publication, page)));
            }
        }
        return answer.put("is_delay", days.isEarly(call));
    }

    private static ObjectNode total(Call call, Publication publication, ArticlePage page) {
        var published = Readership.publishedOn(publication);
        var row =
                Json.object()
                        .put("ref_date", published.toString())
                        .put("msgid", msgid(publication, page))
                        .put("publish_type", publication.isNotified() ? 0 : 1)
                        .put("title", page.article().title())
                        .put("content_url", page.url());
        var details = row.putArray("detail_list");
        var today = call.account().clock().beijingDate();
        var sum = Reading.NONE;
        var end = published.plusDays(Readership.DAYS);
        for (var day : published.datesUntil(end.isBefore(today) ? end : today).toList()) {
            sum = sum.plus(readership(call).on(day, publication, page));
            var detail = totalOn(day, published, sum, publication, page);
            details.add(withManner(detail, readership(call), sum, publication, page));
        }
        return row;
    }

    /** Numbers grow from day to day; rates are fractions (both assumed). */
    private static ObjectNode totalOn(
            LocalDate day,
            LocalDate published,
            Reading sum,
            Publication publication,
            ArticlePage page) {
        var detail = Json.object().put("stat_date", day.toString());
        double reach = Math.max(1, publication.reach());
        write(sum, comments(page, published, day), detail)
                .put("praise_money", 0)
                .put("read_subscribe_user", 0)
                .put("read_delivery_rate", round(Math.min(1, sum.users() / reach)));
        return detail;
    }

    /** How far and how long people read; nothing of an article that nobody read. */
    private static ObjectNode withManner(
            ObjectNode detail,
            Readership readership,
            Reading sum,
            Publication publication,
            ArticlePage page) {
        boolean read = sum.users() > 0;
        double finished = read ? readership.finished(publication, page) : 0;
        detail.put("read_finish_rate", round(finished))
                .put("read_avg_activetime", read ? readership.seconds(publication, page) : 0);
        var jumps = detail.putArray("read_jump_position");
        for (int position = 1; position <= POSITIONS; position++) {
            double left = read ? (1 - finished) / POSITIONS : 0;
            jumps.addObject().put("position", position).put("rate", round(left));
        }
        return detail;
    }

    private static double round(double rate) {
        return Math.round(rate * 10_000) / 10_000.0;
    }

    private static int comments(ArticlePage page, LocalDate from, LocalDate to) {
        return (int)
                page.comments().newestFirst().stream()
                        .map(comment -> LocalDate.ofInstant(comment.at(), VirtualClock.BEIJING))
                        .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                        .count();
    }

    private static String msgid(Publication publication, ArticlePage page) {
        return publication.msgDataId() + "_" + page.idx();
    }

    private static List<Publication> publications(Call call) {
        return call.account().content().publications().newestFirst();
    }

    private static Readership readership(Call call) {
        return call.account().content().readership();
    }
}
