package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What readers did with articles, as the platform counts it. */
@SandboxTest(followers = 1000, startAt = "2026-11-24T04:00:00Z")
class StatisticsIT {

    private static final String DAY = "2026-11-24";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void sendAnArticle(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
        var draft = new Articles(sandbox, caller).draft("本周讲座", "第二篇");
        caller.post(
                "/cgi-bin/message/mass/sendall",
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"mpnews\",\"mpnews\":%s}"
                        .formatted(Articles.id(draft)));
        sandbox.clock().advance(Duration.ofDays(2));
        caller.withToken();
    }

    @Test
    void readers_come_from_scenes_that_add_up() throws Exception {
        var answer = ask("getarticleread", DAY, DAY);

        var row = answer.path("list").path(0);
        assertThat(answer.path("is_delay").asBoolean()).isFalse();
        assertThat(row.path("ref_date").asString()).isEqualTo(DAY);
        assertThat(row.path("msgid").asString()).isEqualTo("2247483649_1");
        int readers = row.path("detail").path("read_user").asInt();
        var sources = row.path("detail").path("read_user_source");
        assertThat(readers).isBetween(50, 400);
        assertThat(sources.path(0).path("scene_desc").asString()).isEqualTo("全部");
        assertThat(sources.path(0).path("user_count").asInt()).isEqualTo(readers);
        assertThat(sources.valueStream().mapToInt(s -> s.path("user_count").asInt()).sum())
                .isEqualTo(2 * readers);
    }

    @Test
    void the_same_world_is_read_the_same_way() throws Exception {
        assertThat(ask("getarticleread", DAY, DAY)).isEqualTo(ask("getarticleread", DAY, DAY));
    }

    @Test
    void shares_are_counted_by_article() throws Exception {
        var row = ask("getarticleshare", DAY, DAY).path("list").path(0);

        assertThat(row.path("detail").path("share_user").asInt()).isPositive();
    }

    @Test
    void the_summary_has_a_row_for_every_day() throws Exception {
        var list = ask("getbizsummary", "2026-11-23", "2026-11-25").path("list");

        assertThat(list).hasSize(3);
        assertThat(list.path(0).path("detail").path("read_user").asInt()).isZero();
        assertThat(list.path(1).path("detail").path("send_page_count").asInt()).isEqualTo(2);
        assertThat(list.path(2).path("detail").path("read_user").asInt()).isPositive();
    }

    @Test
    void an_article_is_followed_from_its_day_on() throws Exception {
        var row = ask("getarticletotaldetail", DAY, DAY).path("list").path(0);

        assertThat(row.path("publish_type").asInt()).isZero();
        assertThat(row.path("title").asString()).isEqualTo("本周讲座");
        assertThat(row.path("content_url").asString()).startsWith("http://mp.weixin.qq.com/s?");
        assertThat(row.path("detail_list")).hasSize(2);
        assertThat(row.path("detail_list").path(1).path("read_user").asInt())
                .isGreaterThanOrEqualTo(row.path("detail_list").path(0).path("read_user").asInt());
        assertThat(row.path("detail_list").path(0).path("read_finish_rate").asDouble())
                .isBetween(0.4, 0.8);
    }

    @Test
    void days_are_checked() throws Exception {
        assertThat(code(ask("getarticleread", "24.11.2026", DAY))).isEqualTo(61500);
        assertThat(code(ask("getarticleread", "2026-11-23", DAY))).isEqualTo(61501);
        assertThat(code(ask("getarticleread", "2026-11-26", "2026-11-26"))).isEqualTo(61501);
        assertThat(code(ask("getarticleread", "2025-10-31", "2025-10-31"))).isEqualTo(61501);
        assertThat(code(ask("getbizsummary", "2026-10-25", DAY))).isEqualTo(61501);
    }

    @Test
    void a_day_is_late_until_the_next_morning() throws Exception {
        sandbox.clock().advance(Duration.ofHours(13));
        caller.withToken();

        var early = ask("getarticleread", "2026-11-26", "2026-11-26");

        assertThat(early.path("is_delay").asBoolean()).isTrue();
    }

    @Test
    void the_old_set_is_offline_unless_a_switch_brings_it_back() throws Exception {
        assertThat(code(ask("getarticletotal", DAY, DAY))).isEqualTo(47009);
        caller.control(
                "PATCH",
                "/accounts/" + sandbox.account().appId(),
                "{\"switches\":{\"oldStatistics\":true}}");

        assertThat(code(ask("getarticletotal", DAY, "2026-11-25"))).isEqualTo(61501);
        var total = ask("getarticletotal", DAY, DAY).path("list").path(0);
        assertThat(total.path("details").path(0).path("target_user").asInt()).isEqualTo(1000);
        var firstDay = total.path("details").path(0);
        assertThat(firstDay.path("int_page_from_session_read_user").asInt()).isPositive();
        assertThat(firstDay.has("int_page_from_hist_msg_read_count")).isTrue();
        assertThat(firstDay.has("feed_share_from_feed_cnt")).isTrue();
        assertThat(ask("getarticlesummary", DAY, DAY).path("list")).isNotEmpty();
        assertThat(ask("getuserread", DAY, "2026-11-25").path("list")).isNotEmpty();
        assertThat(ask("getuserreadhour", DAY, DAY).path("list")).isNotEmpty();
        assertThat(ask("getusershare", DAY, DAY).path("list")).isNotEmpty();
        assertThat(ask("getusersharehour", DAY, DAY).path("list")).isNotEmpty();
    }

    private JsonNode ask(String call, String begin, String end) throws Exception {
        return caller.post(
                "/datacube/" + call,
                "{\"begin_date\":\"%s\",\"end_date\":\"%s\"}".formatted(begin, end));
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
