package io.qunfa.client;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How articles were read. The figures of a day are there the next morning, China time, after eight.
 * An article is named {@code msg_data_id} and its position from 1, as in {@code 2247484106_1}.
 *
 * <p>The calls of the first half exist since November 2025; those called "old" have been answered
 * by 47009 since July 2026.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/service/api/wedata/news/">图文分析, state of
 *     November 2026</a>
 */
public final class Statistics {

    private final Api api;

    Statistics(Api api) {
        this.api = api;
    }

    /** Who read each article on one day. */
    public Report<ArticleReads> reads(LocalDate day) {
        var answer = api.post("/datacube/getarticleread", day(day), ReadsAnswer.class);
        return new Report<>(answer.list, answer.isDelay);
    }

    /** Who shared each article on one day. */
    public Report<ArticleShares> shares(LocalDate day) {
        var answer = api.post("/datacube/getarticleshare", day(day), SharesAnswer.class);
        return new Report<>(answer.list, answer.isDelay);
    }

    /**
     * The whole account, day by day.
     *
     * @param to at most 29 days after {@code from}
     */
    public Report<AccountDay> account(LocalDate from, LocalDate to) {
        var answer = api.post("/datacube/getbizsummary", days(from, to, 30), AccountAnswer.class);
        return new Report<>(answer.list, answer.isDelay);
    }

    /** The first thirty days of every article of one day. */
    public Report<ArticleHistory> histories(LocalDate day) {
        var answer = api.post("/datacube/getarticletotaldetail", day(day), HistoryAnswer.class);
        return new Report<>(answer.list, answer.isDelay);
    }

    /** Old: the articles read on one day. */
    public List<OldArticle> oldArticlesReadOn(LocalDate day) {
        return api.post("/datacube/getarticlesummary", day(day), OldArticles.class).list;
    }

    /** Old: the articles sent on one day, with their first week. */
    public List<OldArticleHistory> oldArticlesSentOn(LocalDate day) {
        return api.post("/datacube/getarticletotal", day(day), OldHistories.class).list.stream()
                .map(OldHistory::toHistory)
                .toList();
    }

    /**
     * Old: reads by source.
     *
     * @param to at most two days after {@code from}
     */
    public List<OldReads> oldReads(LocalDate from, LocalDate to) {
        return api.post("/datacube/getuserread", days(from, to, 3), OldReadsAnswer.class).list;
    }

    /** Old: reads by source and hour. */
    public List<OldReads> oldReadsByHour(LocalDate day) {
        return api.post("/datacube/getuserreadhour", day(day), OldReadsAnswer.class).list;
    }

    /**
     * Old: shares by scene.
     *
     * @param to at most six days after {@code from}
     */
    public List<OldShares> oldShares(LocalDate from, LocalDate to) {
        return api.post("/datacube/getusershare", days(from, to, 7), OldSharesAnswer.class).list;
    }

    /** Old: shares by scene and hour. */
    public List<OldShares> oldSharesByHour(LocalDate day) {
        return api.post("/datacube/getusersharehour", day(day), OldSharesAnswer.class).list;
    }

    private static ObjectNode day(LocalDate day) {
        return days(day, day, 1);
    }

    private static ObjectNode days(LocalDate from, LocalDate to, int most) {
        if (to.isBefore(from) || !to.isBefore(from.plusDays(most))) {
            throw new IllegalArgumentException(
                    "1 to %d days, not %s to %s".formatted(most, from, to));
        }
        return Json.object().put("begin_date", from.toString()).put("end_date", to.toString());
    }

    /**
     * Rows of figures.
     *
     * @param preliminary whether the platform may still correct them
     */
    public record Report<T>(List<T> rows, boolean preliminary) {
        public Report {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The readers of one article on one day.
     *
     * @param msgid {@code msg_data_id}, underscore, position from 1
     */
    public record ArticleReads(LocalDate refDate, String msgid, @Nullable ReadDetail detail) {}

    /**
     * How many read it.
     *
     * @param readUser people, not views
     */
    public record ReadDetail(long readUser, List<Source> readUserSource) {
        public ReadDetail {
            readUserSource = List.copyOf(readUserSource);
        }
    }

    /**
     * Where readers came from.
     *
     * @param sceneDesc in Chinese, such as 公众号消息 or 搜一搜
     */
    public record Source(long userCount, String sceneDesc) {}

    /** Who shared one article on one day. */
    public record ArticleShares(LocalDate refDate, String msgid, @Nullable ShareDetail detail) {}

    /** How many shared it. */
    public record ShareDetail(long shareUser) {}

    /** One day of the account. */
    public record AccountDay(LocalDate refDate, @Nullable AccountDetail detail) {}

    /**
     * How the articles of the account were read on one day.
     *
     * @param zaikanUser people who tapped 在看
     * @param collectionUser people who kept an article
     * @param redirectOriPageUser people who tapped "read original"
     * @param sendPageCount articles that were sent
     */
    public record AccountDetail(
            long readUser,
            List<Source> readUserSource,
            long shareUser,
            long zaikanUser,
            long likeUser,
            long commentCount,
            long collectionUser,
            long redirectOriPageUser,
            long sendPageCount) {
        public AccountDetail {
            readUserSource = List.copyOf(readUserSource);
        }
    }

    /**
     * An article and its days.
     *
     * @param publishType 0 for a mass send, 1 for a publication without notifying
     */
    public record ArticleHistory(
            LocalDate refDate,
            String msgid,
            int publishType,
            String title,
            String contentUrl,
            List<ArticleDay> detailList) {
        public ArticleHistory {
            detailList = List.copyOf(detailList);
        }
    }

    /**
     * One day of an article.
     *
     * @param praiseMoney in hundredths of a yuan
     * @param readSubscribeUser people who began to follow while reading
     * @param readDeliveryRate a fraction or a percentage; the documentation does not say
     * @param readFinishRate likewise
     * @param readAvgActivetime in seconds
     */
    public record ArticleDay(
            LocalDate statDate,
            long readUser,
            List<Source> readUserSource,
            long shareUser,
            long zaikanUser,
            long likeUser,
            long commentCount,
            long collectionUser,
            long praiseMoney,
            long readSubscribeUser,
            double readDeliveryRate,
            double readFinishRate,
            double readAvgActivetime,
            List<Jump> readJumpPosition) {
        public ArticleDay {
            readUserSource = List.copyOf(readUserSource);
            readJumpPosition = List.copyOf(readJumpPosition);
        }
    }

    /**
     * Where readers stopped.
     *
     * @param position 1 to 5, fifths of the article
     */
    public record Jump(int position, double rate) {}

    /**
     * An article on one day. {@code intPage} is the page inside WeChat, {@code oriPage} what "read
     * original" leads to.
     */
    public record OldArticle(
            LocalDate refDate,
            String msgid,
            String title,
            long intPageReadUser,
            long intPageReadCount,
            long oriPageReadUser,
            long oriPageReadCount,
            long shareUser,
            long shareCount,
            long addToFavUser,
            long addToFavCount) {}

    /** An article and the first seven days after it was sent. */
    public record OldArticleHistory(
            LocalDate refDate, String msgid, String title, List<OldArticleDay> details) {
        public OldArticleHistory {
            details = List.copyOf(details);
        }
    }

    /**
     * One day of an article, the days before it included.
     *
     * @param targetUser to how many it was sent
     * @param readsFrom where readers came from
     * @param sharesFrom where it was shared from, those who read it there
     */
    public record OldArticleDay(
            LocalDate statDate,
            long targetUser,
            long intPageReadUser,
            long intPageReadCount,
            long oriPageReadUser,
            long oriPageReadCount,
            long shareUser,
            long shareCount,
            long addToFavUser,
            long addToFavCount,
            List<OldPart> readsFrom,
            List<OldPart> sharesFrom) {
        public OldArticleDay {
            readsFrom = List.copyOf(readsFrom);
            sharesFrom = List.copyOf(sharesFrom);
        }
    }

    /**
     * Readers from one place.
     *
     * @param place as the platform names it, such as {@code session} for chats or {@code friends}
     *     for moments
     * @param users how many
     * @param count how often
     */
    public record OldPart(String place, long users, long count) {

        private static List<OldPart> of(Map<String, Long> figures, Pattern names) {
            var users = new TreeMap<String, Long>();
            var counts = new TreeMap<String, Long>();
            figures.forEach(
                    (name, value) -> {
                        var found = names.matcher(name);
                        if (found.matches()) {
                            var target = found.group(2).equals("user") ? users : counts;
                            target.put(found.group(1), value);
                        }
                    });
            var places = new TreeSet<>(users.keySet());
            places.addAll(counts.keySet());
            return places.stream()
                    .map(
                            place ->
                                    new OldPart(
                                            place,
                                            users.getOrDefault(place, 0L),
                                            counts.getOrDefault(place, 0L)))
                    .toList();
        }
    }

    /**
     * Reads of one source.
     *
     * @param refHour 0, 100 … 2300; empty for whole days
     * @param userSource 99999999 all, 0 chat, 1 friend, 2 moments, 4 history, 5 other, 6 and 7
     *     search
     */
    public record OldReads(
            LocalDate refDate,
            Optional<Integer> refHour,
            int userSource,
            long intPageReadUser,
            long intPageReadCount,
            long oriPageReadUser,
            long oriPageReadCount,
            long shareUser,
            long shareCount,
            long addToFavUser,
            long addToFavCount) {}

    /**
     * Shares of one scene.
     *
     * @param refHour 0, 100 … 2300; empty for whole days
     * @param shareScene 1 friend, 2 moments, 255 other
     */
    public record OldShares(
            LocalDate refDate,
            Optional<Integer> refHour,
            int shareScene,
            long shareCount,
            long shareUser) {}

    private record ReadsAnswer(List<ArticleReads> list, boolean isDelay) {}

    private record SharesAnswer(List<ArticleShares> list, boolean isDelay) {}

    private record AccountAnswer(List<AccountDay> list, boolean isDelay) {}

    private record HistoryAnswer(List<ArticleHistory> list, boolean isDelay) {}

    private record OldArticles(List<OldArticle> list) {}

    private record OldHistories(List<OldHistory> list) {}

    private record OldHistory(
            LocalDate refDate, String msgid, String title, List<OldDetail> details) {

        OldArticleHistory toHistory() {
            var days = details.stream().map(OldDetail::toDay).toList();
            return new OldArticleHistory(refDate, msgid, title, days);
        }
    }

    private record OldDetail(
            LocalDate statDate,
            long targetUser,
            long intPageReadUser,
            long intPageReadCount,
            long oriPageReadUser,
            long oriPageReadCount,
            long shareUser,
            long shareCount,
            long addToFavUser,
            long addToFavCount,
            @JsonAnySetter @Nullable Map<String, Long> places) {

        private static final Pattern READS =
                Pattern.compile("int_page_from_(.+)_read_(user|count)");
        private static final Pattern SHARES = Pattern.compile("feed_share_from_(.+)_(user|cnt)");

        OldArticleDay toDay() {
            var figures = places == null ? Map.<String, Long>of() : places;
            return new OldArticleDay(
                    statDate,
                    targetUser,
                    intPageReadUser,
                    intPageReadCount,
                    oriPageReadUser,
                    oriPageReadCount,
                    shareUser,
                    shareCount,
                    addToFavUser,
                    addToFavCount,
                    OldPart.of(figures, READS),
                    OldPart.of(figures, SHARES));
        }
    }

    private record OldReadsAnswer(List<OldReads> list) {}

    private record OldSharesAnswer(List<OldShares> list) {}
}
