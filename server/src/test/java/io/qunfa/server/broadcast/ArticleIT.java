package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.Article;
import io.qunfa.client.CommentRule;
import io.qunfa.client.MediaId;
import io.qunfa.client.MediaKind;
import io.qunfa.client.Upload;
import io.qunfa.client.WeChat;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.testing.SamplePictures;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Broadcasts of articles from the draft box. */
@ServerTest
final class ArticleIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Three calls. */
    private static final int MANY = 20_001;

    private static final int TWO_CALLS = 10_002;
    private static final String TOTALS = "/datacube/getarticletotaldetail";

    private final Stages stages;
    private final Accounts accounts;
    private final InstantSource clock;
    private final JdbcClient sql;
    private final WorkLoop readingLoop;
    private Stage stage;
    private WeChat wechat;

    ArticleIT(
            @Autowired Stages stages,
            @Autowired Accounts accounts,
            @Autowired InstantSource clock,
            @Autowired JdbcClient sql,
            @Autowired WorkLoop readingLoop) {
        this.stages = stages;
        this.accounts = accounts;
        this.clock = clock;
        this.sql = sql;
        this.readingLoop = readingLoop;
        play(stages.withFollowers(20));
    }

    private void play(Stage next) {
        stage = next;
        wechat = accounts.wechat(AccountId.of(next.accountId()));
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_draft_is_picked_shown_and_sent_and_is_used_up_by_it() {
        var draft = draft("Tea for two", "Dessert");
        var broadcast = picked(draft, Stage.everybody());

        var message = stage.broadcast(broadcast).path("message");
        assertThat(message.path("fingerprint").asString()).hasSize(64);
        assertThat(message.at("/articles/0/title").asString()).isEqualTo("Tea for two");
        assertThat(message.at("/articles/1/title").asString()).isEqualTo("Dessert");
        assertThat(message.at("/articles/0/coverId").asString()).isNotBlank();
        assertThat(message.at("/articles/0/url").asString()).startsWith("http");
        send(broadcast);

        var sent = finish(broadcast);
        assertThat(sent.at("/totals/delivered").asInt()).isEqualTo(20);
        assertThat(stage.platform().receivedTwice()).isEmpty();
        assertThat(codes(stage.plan(picked(draft("Next"), Stage.everybody()))))
                .doesNotContain("draft-gone");
        assertThat(pick(draft, Stage.everybody()).status()).isEqualTo(422);
    }

    @Test
    void how_the_articles_were_read_is_asked_the_next_morning_and_shown() {
        var broadcast = picked(draft("Tea for two", "Dessert"), Stage.everybody());
        send(broadcast);
        finish(broadcast);
        var before = result(broadcast).at("/calls/0");
        var number = before.path("msgDataId").asString();
        assertThat(number).isNotBlank();
        assertThat(before.at("/articles/1/statisticsId").asString()).isEqualTo(number + "_2");
        assertThat(before.at("/articles/1/title").asString()).isEqualTo("Dessert");
        assertThat(before.at("/articles/1/url").asString()).startsWith("http");
        assertThat(before.at("/articles/1/figures").isNull()).isTrue();
        stage.refuseOnce(TOTALS, 61503);
        stage.pass(Duration.ofDays(2));
        awaitFailure();

        stage.pass(Duration.ofHours(2));

        var figures = awaitFigures(broadcast, 2);
        assertThat(figures.at("/latest/readers").asLong()).isPositive();
        var csv =
                stage.operator()
                        .get(stage.path("/broadcasts/" + broadcast + "/articles.csv"))
                        .text();
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv).contains(number + "_1").contains("Tea for two");
    }

    @Test
    void a_number_that_the_lost_answer_told_is_read_from_the_address() {
        stage.breakOnce("/cgi-bin/message/mass/sendall", "drop-after");
        var broadcast = picked(draft("Tea"), Stage.everybody());
        send(broadcast);
        stage.awaitCall(broadcast, "unknown");
        stage.pass(MINUTE.multipliedBy(2));
        stage.await(broadcast, "finished");

        var call = result(broadcast).at("/calls/0");
        assertThat(call.at("/articles/0/url").asString())
                .contains("mid=" + call.path("msgDataId").asString() + "&");
    }

    private void awaitFailure() {
        Stage.await(
                () ->
                        sql.sql("SELECT failures FROM broadcast.reading_day WHERE account_id = :id")
                                .param("id", UUID.fromString(stage.accountId()))
                                .query(Integer.class)
                                .single(),
                failures -> {
                    readingLoop.wake();
                    return failures > 0;
                });
    }

    private JsonNode awaitFigures(String broadcast, int days) {
        return Stage.await(
                () -> result(broadcast).at("/calls/0/articles/1/figures"),
                figures -> {
                    readingLoop.wake();
                    return figures.path("days").size() == days;
                });
    }

    @Test
    void a_draft_that_is_not_there_or_not_as_it_was_seen_is_refused() {
        var draft = draft("Tea");
        var seen = stage.operator().get(stage.path("/drafts/" + draft)).json();
        var fingerprint = seen.path("fingerprint").asString();

        assertThat(post(Map.of("kind", "article"), Stage.everybody()).code())
                .isEqualTo("invalid-request");
        assertThat(pick(new MediaId("nobody-has-this"), Stage.everybody()).status()).isEqualTo(422);
        var good =
                Map.<String, Object>of(
                        "kind", "article", "draftId", draft.value(), "fingerprint", fingerprint);
        assertThat(post(good, Stage.everybody()).status()).isEqualTo(201);
        change(draft, "Coffee");
        assertThat(post(good, Stage.everybody()).code()).isEqualTo("draft-changed");
    }

    @Test
    void a_change_on_the_website_takes_the_approval_back() {
        var draft = draft("Tea");
        var broadcast = picked(draft, Stage.everybody());
        assertThat(submit(broadcast).json().path("state").asString()).isEqualTo("submitted");
        assertThat(approve(broadcast).json().path("state").asString()).isEqualTo("approved");

        change(draft, "Something nobody has approved");

        assertThat(codes(stage.plan(broadcast))).contains("draft-changed");
        var now = stage.broadcast(broadcast);
        assertThat(now.path("state").asString()).isEqualTo("draft");
        assertThat(now.path("approved").asBoolean()).isFalse();
        assertThat(stage.send(broadcast).code()).isEqualTo("plan-has-errors");
        assertThat(submit(broadcast).code()).isEqualTo("draft-changed");

        stage.operator()
                .put(
                        stage.path("/broadcasts/" + broadcast),
                        Map.of("message", article(draft), "audience", Stage.everybody()));
        assertThat(codes(stage.plan(broadcast))).doesNotContain("draft-changed");
        assertThat(submit(broadcast).status()).isEqualTo(200);
    }

    @Test
    void what_was_changed_before_its_start_is_held() {
        var draft = draft("Tea");
        var broadcast = picked(draft, Stage.everybody());
        schedule(broadcast, Duration.ofHours(1));

        change(draft, "Coffee");
        stage.pass(Duration.ofMinutes(61));

        var held = stage.await(broadcast, "held");
        assertThat(held.at("/problem/code").asString()).isEqualTo("start-plan-has-errors");
        assertThat(held.at("/problem/parameters/findings").asString()).isEqualTo("draft-changed");
        assertThat(held.at("/problem/detail").asString())
                .contains("draft has changed")
                .doesNotContain("draft-changed");
        assertThat(stage.platform().ledger()).isEmpty();
    }

    @Test
    void two_schedules_of_one_draft_are_warned_about_on_both_sides() {
        var draft = draft("Tea");
        var two = Stage.list(stage.platform().followers(2));
        var first = picked(draft, two);
        var second = picked(draft, two);
        assertThat(codes(stage.plan(second))).noneMatch(code -> code.startsWith("draft-used"));
        schedule(first, Duration.ofHours(1));

        assertThat(codes(stage.plan(second))).contains("draft-used-later");
        schedule(second, Duration.ofHours(2));
        assertThat(codes(stage.plan(first))).contains("draft-used-later");
        var atItsTime = "/plan?zone=UTC&start=" + local(Duration.ofHours(2));
        var plan = stage.operator().get(stage.path("/broadcasts/" + second + atItsTime)).json();
        assertThat(codes(plan)).contains("draft-used-before");
    }

    @Test
    void what_may_go_wrong_with_an_article_is_found_before_it_is_sent() {
        stage.patchPlatform("{\"pay\":true}");
        var cover = new MediaId(wechat.drafts().get(draft("Tea")).getFirst().thumbMediaId());
        var link = "<p>Hello <a href=\"https://example.com\">there</a></p>";
        var linking =
                new Article.News("Dessert", "Li", "", link, "", cover, CommentRule.NOBODY, "", "");
        var draft = wechat.drafts().add(List.of(article("Tea", cover), linking));

        var finding =
                stage.plan(picked(draft, Stage.everybody()))
                        .path("findings")
                        .valueStream()
                        .filter(found -> found.at("/parameters/article").isNumber())
                        .findFirst()
                        .orElseThrow();

        assertThat(finding.path("code").asString()).isEqualTo("article-link-external");
        assertThat(finding.path("severity").asString()).isEqualTo("warning");
        assertThat(finding.path("title").asString()).startsWith("Article 2: ");
    }

    @Test
    void several_calls_are_separate_articles_that_somebody_accepts() {
        stage.close();
        play(stages.withFollowers(MANY));
        var draft = draft("Tea for many");
        var everybodyByName = Stage.list(stage.platform().followers(MANY));

        var refused = picked(draft, everybodyByName);
        assertThat(codes(stage.plan(refused))).contains("separate-articles-not-accepted");
        assertThat(stage.send(refused).code()).isEqualTo("plan-has-errors");

        var accepted = pickedSeparately(draft, everybodyByName);
        assertThat(codes(stage.plan(accepted))).contains("separate-articles");
        stage.breakOnce("/cgi-bin/draft/add", "drop-after");
        send(accepted);
        Stage.await(
                Duration.ofSeconds(60),
                () -> {
                    stage.pass(MINUTE);
                    return stage.broadcast(accepted);
                },
                found -> found.path("state").asString().equals("finished"));

        assertThat(stage.broadcast(accepted).at("/totals/delivered").asInt()).isEqualTo(MANY);
        assertThat(stage.platform().receivedTwice()).isEmpty();
        assertThat(wechat.drafts().count()).isZero();
    }

    @Test
    void a_send_of_unknown_outcome_is_found_again_though_its_draft_is_gone() {
        stage.control(
                """
                {"faults":[
                  {"path":"/cgi-bin/message/mass/sendall","times":1,"effect":"drop-after"},
                  {"path":"MASSSENDJOBFINISH","times":1,"effect":"lost"}]}
                """);
        var broadcast = picked(draft("Tea"), Stage.everybody());
        send(broadcast);
        stage.awaitCall(broadcast, "unknown");

        stage.pass(MINUTE);

        stage.awaitCall(broadcast, "accepted");
        assertThat(stage.platform().receivedTwice()).isEmpty();
    }

    @Test
    void that_the_draft_is_gone_afterwards_does_not_tell_what_became_of_a_send() {
        stage.control(
                """
                {"faults":[
                  {"path":"/cgi-bin/message/mass/sendall","times":1,"effect":"drop-after"},
                  {"path":"/cgi-bin/message/mass/sendall","times":1,"effect":"errcode",
                   "errcode":40007},
                  {"path":"MASSSENDJOBFINISH","times":1,"effect":"lost"}]}
                """);
        var broadcast = picked(draft("Tea"), Stage.everybody());
        send(broadcast);
        stage.awaitCall(broadcast, "unknown");

        stage.pass(MINUTE);
        Stage.await(
                () -> stage.broadcast(broadcast),
                found -> found.at("/calls/0/problem/parameters/errcode").asInt() == 40007);
        assertThat(stage.awaitCall(broadcast, "unknown").path("state").asString())
                .isEqualTo("sending");

        stage.pass(MINUTE.multipliedBy(5));
        stage.awaitCall(broadcast, "accepted");
        assertThat(stage.platform().receivedTwice()).isEmpty();
    }

    @Test
    void what_somebody_deleted_from_the_box_is_not_sent_as_a_copy() {
        var draft = draft("Tea");
        var broadcast = pickedSeparately(draft, Stage.list(stage.platform().followers(20)));
        stage.refuseOnce("/cgi-bin/message/mass/send", 45011);
        send(broadcast);
        Stage.await(
                () -> stage.broadcast(broadcast).at("/calls/0/problem/code").asString(""),
                "too-fast"::equals);

        wechat.drafts().delete(draft);
        stage.pass(MINUTE);

        var failed = stage.await(broadcast, "failed");
        assertThat(failed.at("/calls/0/problem/code").asString()).isEqualTo("draft-gone");
        assertThat(stage.platform().ledger()).isEmpty();
    }

    @Test
    void a_copy_left_over_is_deleted_and_the_rest_gets_one_of_its_own() {
        stage.close();
        play(stages.withFollowers(TWO_CALLS));
        var everybodyByName = Stage.list(stage.platform().followers(TWO_CALLS));
        var broadcast = pickedSeparately(draft("Tea"), everybodyByName);
        stage.breakOnce("/cgi-bin/draft/add", "drop-after");
        send(broadcast);
        Stage.await(
                () -> stage.broadcast(broadcast).at("/calls"),
                calls -> calls.valueStream().anyMatch(ArticleIT::waits));
        assertThat(wechat.drafts().count()).isOne();

        stage.operator().post(stage.path("/broadcasts/" + broadcast + "/cancel"), Map.of());
        stage.pass(MINUTE);
        stage.await(broadcast, "partly-sent");
        Stage.await(() -> unsettledCopies(broadcast), copies -> copies == 0);
        assertThat(wechat.drafts().count()).isZero();

        var rest =
                id(
                        stage.operator()
                                .post(stage.path("/broadcasts/" + broadcast + "/rest"), Map.of()));
        assertThat(codes(stage.plan(rest))).contains("draft-used-up");
        var message = stage.broadcast(rest).path("message");
        var accepted =
                stage.operator()
                        .put(
                                stage.path("/broadcasts/" + rest),
                                Map.of(
                                        "message",
                                        article(new MediaId(message.path("draftId").asString())),
                                        "options",
                                        Map.of("separateArticles", true)));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        assertThat(codes(stage.plan(rest))).contains("draft-copied").doesNotContain("draft-gone");
        send(rest);
        finish(rest);

        Stage.await(
                () -> delivered(broadcast) + delivered(rest), delivered -> delivered == TWO_CALLS);
        assertThat(stage.platform().receivedTwice()).isEmpty();
        assertThat(wechat.drafts().count()).isZero();
    }

    @Test
    void staff_see_the_article_before_everybody_does_and_nothing_else() {
        var draft = draft("Tea for two");
        var broadcast = picked(draft, Stage.everybody());
        var openId = stage.platform().followers(1).getFirst();
        var preview = stage.path("/broadcasts/" + broadcast + "/preview");

        assertThat(stage.operator().post(preview, Map.of("openId", openId)).status())
                .isEqualTo(200);
        assertThat(stage.platform().phone(openId).received().toString()).contains("Tea for two");
        assertThat(wechat.drafts().count()).isOne();

        change(draft, "Coffee");
        assertThat(stage.operator().post(preview, Map.of("openId", openId)).code())
                .isEqualTo("draft-changed");
    }

    @Test
    void of_what_was_sent_one_article_or_all_can_be_deleted() {
        var broadcast = picked(draft("Tea", "Coffee"), Stage.everybody());
        send(broadcast);
        finish(broadcast);
        var deletion = stage.path("/broadcasts/" + broadcast + "/calls/1/deletion");

        var notice = stage.operator().get(deletion).json();
        assertThat(notice.path("possible").asBoolean()).isTrue();
        assertThat(notice.path("articles").size()).isEqualTo(2);
        var third = Map.of("confirmed", true, "article", 3);
        assertThat(stage.operator().post(deletion, third).status()).isEqualTo(422);
        var second = Map.of("confirmed", true, "article", 2);
        var one = stage.operator().post(deletion, second, "one");
        assertThat(one.status()).as(one.text()).isEqualTo(200);
        assertThat(stage.operator().post(deletion, second, "one").json().path("state"))
                .isEqualTo(one.json().path("state"));
        assertThat(stage.operator().post(deletion, Map.of("confirmed", true), "one").code())
                .isEqualTo("idempotency-key-reused");
        var result = result(broadcast).at("/calls/0/articles");
        assertThat(result.at("/0/deleted").asBoolean()).isFalse();
        assertThat(result.at("/1/deleted").asBoolean()).isTrue();

        assertThat(stage.operator().post(deletion, Map.of("confirmed", true)).status())
                .isEqualTo(200);
        assertThat(result(broadcast).at("/calls/0/articles/0/deleted").asBoolean()).isTrue();
        assertThat(stage.operator().get(deletion).json().path("leftToday").asInt()).isEqualTo(8);
        assertThat(
                        stage.operator()
                                .post(deletion, Map.of("confirmed", true))
                                .json()
                                .path("state")
                                .asString())
                .isEqualTo("refused");
        assertThat(stage.operator().get(deletion).json().path("leftToday").asInt()).isEqualTo(7);
    }

    @Test
    void an_article_does_not_recur() {
        var broadcast = picked(draft("Tea"), Stage.everybody());

        var refused =
                stage.operator()
                        .post(
                                stage.path("/series"),
                                Map.of(
                                        "name",
                                        "daily",
                                        "broadcastId",
                                        broadcast,
                                        "cron",
                                        "0 9 * * *",
                                        "confirmation",
                                        stage.plan(broadcast).path("confirmation")));

        assertThat(refused.code()).isEqualTo("article-cannot-recur");
    }

    private static boolean waits(JsonNode call) {
        return call.path("state").asString().equals("planned") && call.path("nextAt").isString();
    }

    private int unsettledCopies(String broadcast) {
        return sql.sql(
                        """
                        SELECT count(*) FROM broadcast.draft_copy
                        WHERE broadcast_id = :broadcast AND NOT settled
                        """)
                .param("broadcast", UUID.fromString(broadcast))
                .query(Integer.class)
                .single();
    }

    private int delivered(String broadcast) {
        return stage.broadcast(broadcast).at("/totals/delivered").asInt();
    }

    private LocalDateTime local(Duration later) {
        return LocalDateTime.ofInstant(clock.instant().plus(later), ZoneOffset.UTC);
    }

    private void schedule(String broadcast, Duration later) {
        var start = local(later);
        var scheduled =
                stage.operator()
                        .post(
                                stage.path("/broadcasts/" + broadcast + "/schedule"),
                                Map.of(
                                        "start",
                                        Map.of("local", start.toString(), "zone", "UTC"),
                                        "confirmation",
                                        stage.plan(broadcast).path("confirmation")));
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(200);
    }

    private MediaId draft(String... titles) {
        var picture = Upload.of("cover.png", SamplePictures.png(90, 50));
        var cover = wechat.materials().add(MediaKind.IMAGE, picture).mediaId();
        return wechat.drafts()
                .add(Stream.of(titles).<Article>map(title -> article(title, cover)).toList());
    }

    private static Article article(String title, MediaId cover) {
        return new Article.News(
                title, "Li", "In short", "<p>Hello</p>", "", cover, CommentRule.NOBODY, "", "");
    }

    private void change(MediaId draft, String title) {
        var cover = wechat.drafts().get(draft).getFirst().thumbMediaId();
        wechat.drafts().update(draft, 0, article(title, new MediaId(cover)));
    }

    private static Map<String, Object> article(MediaId draft) {
        return Map.of("kind", "article", "draftId", draft.value());
    }

    private Answer pick(MediaId draft, Map<String, Object> audience) {
        return post(article(draft), audience);
    }

    private Answer post(Map<String, Object> message, Map<String, Object> audience) {
        return stage.operator()
                .post(stage.path("/broadcasts"), Map.of("message", message, "audience", audience));
    }

    private String picked(MediaId draft, Map<String, Object> audience) {
        return id(pick(draft, audience));
    }

    private String pickedSeparately(MediaId draft, Map<String, Object> audience) {
        return id(
                stage.operator()
                        .post(
                                stage.path("/broadcasts"),
                                Map.of(
                                        "message",
                                        article(draft),
                                        "audience",
                                        audience,
                                        "options",
                                        Map.of("separateArticles", true))));
    }

    private static String id(Answer created) {
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").asString();
    }

    private void send(String broadcast) {
        var answer = stage.send(broadcast);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private JsonNode finish(String broadcast) {
        stage.awaitCall(broadcast, "accepted");
        stage.pass(MINUTE);
        return stage.await(broadcast, "finished");
    }

    private Answer submit(String broadcast) {
        return stage.operator()
                .post(stage.path("/broadcasts/" + broadcast + "/submit"), Map.of("comment", "?"));
    }

    private Answer approve(String broadcast) {
        return stage.operator()
                .post(
                        stage.path("/broadcasts/" + broadcast + "/approve"),
                        Map.of("revision", stage.broadcast(broadcast).path("revision").asLong()));
    }

    private JsonNode result(String broadcast) {
        return stage.operator().get(stage.path("/broadcasts/" + broadcast + "/result")).json();
    }

    private static List<String> codes(JsonNode plan) {
        return plan.path("findings").valueStream().map(f -> f.path("code").asString()).toList();
    }
}
