package io.qunfa.sandbox.statistics;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.ArticlePage;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.Publication;
import io.qunfa.sandbox.world.Readership;
import io.qunfa.sandbox.world.Reading;
import io.qunfa.sandbox.world.Refusal;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The article statistics before November 2025: offline, unless a switch brings them back. */
final class OldStatistics {

    private static final LocalDate FIRST_DAY = LocalDate.of(2014, 12, 1);

    /** An article with fewer readers on a day is left out. */
    private static final int MIN_READERS = 3;

    private static final int TOTAL_DAYS = 7;
    private static final int READ_DAYS = 3;
    private static final int SHARE_DAYS = 7;
    private static final List<Integer> HOURS = List.of(800, 1200, 2000);
    private static final int FRIENDS = 1;
    private static final List<String> FEED_SHARES = List.of("session", "feed", "other");

    private OldStatistics() {}

    /** Writes the rows of one day. */
    private interface Rows {
        void write(Call call, LocalDate day, ArrayNode into);
    }

    private static CallHandler unlessOffline(int maxDays, Rows rows) {
        return call -> {
            if (!call.account().switches().content().isOn(ContentSwitch.OLD_STATISTICS)) {
                throw Refusal.of(
                                47009,
                                "the call is still offered",
                                "a call of the old statistics",
                                "/datacube/getarticleread and its siblings; or the switch"
                                        + " oldStatistics")
                        .observed();
            }
            var days = Days.of(call, FIRST_DAY, maxDays);
            if (days.isEarly(call)) {
                throw Refusal.of(
                        61503,
                        "a day is counted by eight in the morning after it",
                        days.end().toString(),
                        "ask after 08:00 in Beijing");
            }
            var answer = Json.object();
            var list = answer.putArray("list");
            days.stream().forEach(day -> rows.write(call, day, list));
            return answer;
        };
    }

    /** {@code POST /datacube/getarticlesummary}: the articles read on a day. */
    static CallHandler summary() {
        return unlessOffline(1, OldStatistics::writeSummary);
    }

    private static void writeSummary(Call call, LocalDate day, ArrayNode into) {
        for (var publication : publications(call)) {
            for (var page : publication.pages()) {
                var reading = readership(call).on(day, publication, page);
                if (reading.users() >= MIN_READERS) {
                    var row = row(day, publication, page);
                    counts(reading, row);
                    into.add(row);
                }
            }
        }
    }

    /** {@code POST /datacube/getarticletotal}: seven days of what was sent on a day. */
    static CallHandler total() {
        return unlessOffline(1, OldStatistics::writeTotal);
    }

    private static void writeTotal(Call call, LocalDate day, ArrayNode into) {
        for (var publication : publications(call)) {
            if (publication.isNotified() && Readership.publishedOn(publication).equals(day)) {
                for (var page : publication.pages()) {
                    var row = row(day, publication, page);
                    writeDetails(call, publication, page, row.putArray("details"));
                    into.add(row);
                }
            }
        }
    }

    private static void writeDetails(
            Call call, Publication publication, ArticlePage page, ArrayNode into) {
        var published = Readership.publishedOn(publication);
        var today = call.account().clock().beijingDate();
        var end = published.plusDays(TOTAL_DAYS);
        var sum = Reading.NONE;
        for (var day : published.datesUntil(end.isBefore(today) ? end : today).toList()) {
            sum = sum.plus(readership(call).on(day, publication, page));
            var detail =
                    into.addObject()
                            .put("stat_date", day.toString())
                            .put("target_user", publication.reach());
            counts(sum, detail);
            origins(sum, detail);
        }
    }

    /** Where the readers of an article came from, and what they opened that others had shared. */
    private static void origins(Reading sum, ObjectNode into) {
        for (var share : Scene.split(sum.users())) {
            var name = "int_page_from_" + share.scene().oldName() + "_read_";
            into.put(name + "user", share.users()).put(name + "count", share.users());
        }
        FEED_SHARES.forEach(
                origin ->
                        into.put("feed_share_from_" + origin + "_user", 0)
                                .put("feed_share_from_" + origin + "_cnt", 0));
    }

    /** {@code POST /datacube/getuserread}: readers by where they came from. */
    static CallHandler userRead() {
        return unlessOffline(READ_DAYS, OldStatistics::writeUserRead);
    }

    private static void writeUserRead(Call call, LocalDate day, ArrayNode into) {
        var sum = sumOf(call, day);
        counts(sum, source(day, Scene.ALL, into));
        for (var share : Scene.split(sum.users())) {
            counts(
                    new Reading(share.users(), 0, 0, 0, 0, 0),
                    source(day, share.scene().oldCode(), into));
        }
    }

    private static ObjectNode source(LocalDate day, int code, ArrayNode into) {
        return into.addObject().put("ref_date", day.toString()).put("user_source", code);
    }

    /** {@code POST /datacube/getuserreadhour}. */
    static CallHandler userReadByHour() {
        return unlessOffline(1, OldStatistics::writeUserReadByHour);
    }

    private static void writeUserReadByHour(Call call, LocalDate day, ArrayNode into) {
        int users = sumOf(call, day).users() / HOURS.size();
        for (int hour : HOURS) {
            var row = into.addObject().put("ref_date", day.toString()).put("ref_hour", hour);
            counts(new Reading(users, 0, 0, 0, 0, 0), row.put("user_source", Scene.ALL));
        }
    }

    /** {@code POST /datacube/getusershare}. */
    static CallHandler userShare() {
        return unlessOffline(SHARE_DAYS, OldStatistics::writeUserShare);
    }

    private static void writeUserShare(Call call, LocalDate day, ArrayNode into) {
        int shares = sumOf(call, day).shares();
        into.addObject()
                .put("ref_date", day.toString())
                .put("share_scene", FRIENDS)
                .put("share_count", shares)
                .put("share_user", shares);
    }

    /** {@code POST /datacube/getusersharehour}. */
    static CallHandler userShareByHour() {
        return unlessOffline(1, OldStatistics::writeUserShareByHour);
    }

    private static void writeUserShareByHour(Call call, LocalDate day, ArrayNode into) {
        int shares = sumOf(call, day).shares() / HOURS.size();
        for (int hour : HOURS) {
            into.addObject()
                    .put("ref_date", day.toString())
                    .put("ref_hour", hour)
                    .put("share_scene", FRIENDS)
                    .put("share_count", shares)
                    .put("share_user", shares);
        }
    }

    private static ObjectNode row(LocalDate day, Publication publication, ArticlePage page) {
        return Json.object()
                .put("ref_date", day.toString())
                .put("msgid", publication.msgDataId() + "_" + page.idx())
                .put("title", page.article().title());
    }

    private static void counts(Reading reading, ObjectNode into) {
        into.put("int_page_read_user", reading.users())
                .put("int_page_read_count", reading.users())
                .put("ori_page_read_user", reading.originals())
                .put("ori_page_read_count", reading.originals())
                .put("share_user", reading.shares())
                .put("share_count", reading.shares())
                .put("add_to_fav_user", reading.collections())
                .put("add_to_fav_count", reading.collections());
    }

    private static Reading sumOf(Call call, LocalDate day) {
        var sum = Reading.NONE;
        for (var publication : publications(call)) {
            for (var page : publication.pages()) {
                sum = sum.plus(readership(call).on(day, publication, page));
            }
        }
        return sum;
    }

    private static List<Publication> publications(Call call) {
        return call.account().content().publications().newestFirst();
    }

    private static Readership readership(Call call) {
        return call.account().content().readership();
    }
}
