package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The mass calls, with the bodies of the mission where it gives any. */
@SandboxTest(followers = 20, startAt = "2026-11-25T04:00:00Z")
class MassSendIT {

    private static final String SENDALL = "/cgi-bin/message/mass/sendall";
    private static final String SEND = "/cgi-bin/message/mass/send";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
    }

    @Test
    void a_text_to_group_2_is_accepted_as_the_description_says() throws Exception {
        var answer =
                caller.post(
                        SENDALL,
                        "{\"filter\":{\"is_to_all\":false,\"group_id\":2},\"text\":{\"content\":\"CONTENT\"},\"msgtype\":\"text\"}");

        assertThat(answer.toString())
                .isEqualTo(
                        "{\"errcode\":0,\"errmsg\":\"send job submission success\",\"msg_id\":3147483649}");
    }

    @Test
    void a_group_id_may_be_a_string() throws Exception {
        var answer = caller.post(SENDALL, toGroup("\"2\"", "CONTENT"));

        assertThat(answer.path("errcode").asInt()).isZero();
    }

    @Test
    void a_text_to_all_arrives_on_every_phone() throws Exception {
        var answer = caller.post(SENDALL, toAll("hello from boxer."));
        letEverythingArrive();

        assertThat(answer.path("msg_id").asLong()).isEqualTo(1_000_000_001L);
        assertThat(sandbox.phones(20))
                .hasSize(20)
                .allSatisfy(
                        phone -> assertThat(textsOn(phone)).containsExactly("hello from boxer."));
        assertThat(status(answer.path("msg_id").asLong())).isEqualTo("SEND_SUCCESS");
    }

    @Test
    void a_text_to_a_list_arrives_on_these_phones_only() throws Exception {
        var openIds = sandbox.account().followers(3);

        var answer = caller.post(SEND, toList(openIds.subList(0, 2), "hello from boxer."));
        letEverythingArrive();

        assertThat(answer.path("errmsg").asString()).isEqualTo("send job submission success");
        assertThat(answer.path("msg_id").asLong()).isEqualTo(3_147_483_649L);
        assertThat(answer.has("msg_data_id")).isFalse();
        assertThat(textsOn(sandbox.phone(openIds.get(0)))).containsExactly("hello from boxer.");
        assertThat(textsOn(sandbox.phone(openIds.get(2)))).isEmpty();
    }

    @Test
    void a_text_to_a_tag_arrives_on_the_phones_with_the_tag() throws Exception {
        var openIds = sandbox.account().followers(2);
        long tag = sandbox.account().createTag("广东", openIds);

        caller.post(SENDALL, toTag(String.valueOf(tag), "本周讲座提醒"));
        letEverythingArrive();

        assertThat(textsOn(sandbox.phone(openIds.get(1)))).containsExactly("本周讲座提醒");
        assertThat(sandbox.account().ledger())
                .singleElement()
                .satisfies(
                        delivery -> {
                            assertThat(delivery.audience()).isEqualTo(2);
                            assertThat(delivery.delivered()).isEqualTo(2);
                        });
    }

    @Test
    void a_tag_id_may_be_a_numeric_string() throws Exception {
        assertThat(caller.post(SENDALL, toTag("\"2\"", "x")).path("errcode").asInt()).isZero();
    }

    @Test
    void the_same_key_again_is_answered_with_the_first_msg_id() throws Exception {
        var first = caller.post(SENDALL, keyed("k-1"));
        letEverythingArrive();

        var second = caller.post(SENDALL, keyed("k-1"));

        assertThat(second.path("errcode").asInt()).isEqualTo(45065);
        assertThat(second.path("errmsg").asString()).startsWith("clientmsgid exist rid: ");
        assertThat(second.path("msg_id").asLong()).isEqualTo(first.path("msg_id").asLong());
        assertThat(sandbox.account().ledger()).hasSize(1);
    }

    @Test
    void the_same_content_to_the_same_audience_is_a_duplicate_even_without_a_key()
            throws Exception {
        caller.post(SENDALL, toTag("2", "once"));

        assertThat(code(caller.post(SENDALL, toTag("2", "once")))).isEqualTo(45065);
        assertThat(code(caller.post(SENDALL, toTag("2", "twice")))).isZero();
    }

    @Test
    void a_key_is_free_again_after_24_hours() throws Exception {
        caller.post(SENDALL, keyed("k-1"));
        sandbox.clock().advance(Duration.ofHours(24));

        assertThat(code(caller.withToken().post(SENDALL, keyed("k-1")))).isZero();
    }

    @Test
    void a_key_of_33_characters_is_refused() throws Exception {
        assertThat(code(caller.post(SENDALL, keyed("k".repeat(33))))).isEqualTo(45067);
        assertThat(code(caller.post(SENDALL, keyed("k".repeat(32))))).isZero();
    }

    @Test
    void an_unknown_tag_is_refused() throws Exception {
        assertThat(code(caller.post(SENDALL, toTag("999999", "x")))).isEqualTo(40152);
    }

    @Test
    void an_audience_must_be_named() throws Exception {
        assertThat(
                        code(
                                caller.post(
                                        SENDALL,
                                        "{\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}")))
                .isEqualTo(40008);
        assertThat(
                        code(
                                caller.post(
                                        SENDALL,
                                        "{\"filter\":{},\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}")))
                .isEqualTo(40008);
        assertThat(
                        code(
                                caller.post(
                                        SENDALL,
                                        "{\"filter\":{\"is_to_all\":\"false\",\"tag_id\":2},\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}")))
                .isEqualTo(40008);
        assertThat(sandbox.account().ledger()).isEmpty();
    }

    @Test
    void an_empty_text_is_refused() throws Exception {
        assertThat(code(caller.post(SENDALL, toAll("")))).isEqualTo(44004);
    }

    @Test
    void a_text_over_2048_bytes_is_refused() throws Exception {
        assertThat(code(caller.post(SENDALL, toAll("字".repeat(683))))).isEqualTo(45002);
        assertThat(code(caller.post(SENDALL, toAll("字".repeat(682))))).isZero();
    }

    @Test
    void a_link_to_anywhere_is_refused_and_explained() throws Exception {
        var answer = caller.post(SENDALL, toAll("<a href='https://example.com'>x</a>"));

        assertThat(code(answer)).isEqualTo(40066);
        assertThat(lastNotes()).anyMatch(note -> note.contains("since April 2020"));
    }

    @Test
    void a_refusal_says_how_it_is_known() throws Exception {
        caller.post(SENDALL, toAll("<a href='https://example.com'>x</a>"));
        assertThat(lastNotes()).contains("evidence: observed");

        caller.post(SENDALL, toAll(""));
        assertThat(lastNotes()).contains("evidence: documented");
    }

    @Test
    void escapes_are_refused() throws Exception {
        assertThat(code(caller.post(SENDALL, toAll("\\u4f60")))).isEqualTo(47002);
    }

    @Test
    void an_array_as_media_id_is_refused() throws Exception {
        var body =
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"mpnews\",\"mpnews\":{\"media_id\":[\"x\"]}}";

        assertThat(code(caller.post(SENDALL, body))).isEqualTo(40004);
    }

    @Test
    void one_openid_is_too_few_and_10001_are_too_many() throws Exception {
        var one = sandbox.account().followers(1);

        assertThat(code(caller.post(SEND, toList(one, "x")))).isEqualTo(40130);
        assertThat(code(caller.post(SEND, toList(List.of(one.get(0), one.get(0)), "x"))))
                .isEqualTo(40130);
        assertThat(
                        code(
                                caller.post(
                                        SEND,
                                        toList(
                                                java.util.Collections.nCopies(10_001, one.get(0)),
                                                "x"))))
                .isEqualTo(45019);
    }

    @Test
    void a_misspelt_list_is_refused_and_the_right_field_is_named() throws Exception {
        var answer =
                caller.post(
                        SEND,
                        "{\"toUsers\":[\"a\",\"b\"],\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}");

        assertThat(code(answer)).isEqualTo(40130);
        assertThat(lastNotes()).contains("unknown field toUsers; near: touser");
    }

    @Test
    void an_openid_of_another_account_is_refused() throws Exception {
        var foreign = sandbox.addAccount(io.qunfa.sandbox.world.AccountKind.SERVICE).follow(1);
        var openIds = List.of(sandbox.account().followers(1).get(0), foreign.get(0).openId());

        assertThat(code(caller.post(SEND, toList(openIds, "x")))).isEqualTo(40003);
    }

    @Test
    void a_service_account_sends_to_all_once_a_day_and_four_times_a_month() throws Exception {
        caller.post(SENDALL, toAll("day 1"));
        assertThat(code(caller.post(SENDALL, toAll("day 1 again")))).isEqualTo(45028);
        for (int day = 2; day <= 4; day++) {
            sandbox.clock().advance(Duration.ofDays(1));
            assertThat(code(caller.withToken().post(SENDALL, toAll("day " + day)))).isZero();
        }
        sandbox.clock().advance(Duration.ofDays(1));

        assertThat(code(caller.withToken().post(SENDALL, toAll("day 5")))).isEqualTo(45028);
    }

    @Test
    void a_fifth_message_in_a_month_is_filtered_out_and_the_job_is_as_good_as_deleted()
            throws Exception {
        var openIds = sandbox.account().followers(2);
        for (int i = 1; i <= 4; i++) {
            caller.post(SEND, toList(openIds, "message " + i));
            letEverythingArrive();
        }

        var fifth = caller.post(SEND, toList(openIds, "message 5"));
        letEverythingArrive();

        assertThat(code(fifth)).isZero();
        assertThat(status(fifth.path("msg_id").asLong())).isEqualTo("DELETE");
        assertThat(textsOn(sandbox.phone(openIds.get(0)))).hasSize(4);
        assertThat(sandbox.account().ledger().get(4).eligible()).isZero();
    }

    @Test
    void a_subscription_account_sends_once_a_day_and_not_to_lists() throws Exception {
        var account = sandbox.addAccount(io.qunfa.sandbox.world.AccountKind.SUBSCRIPTION);
        var openIds = account.follow(2).stream().map(Phone::openId).toList();
        caller.withToken(account);

        assertThat(code(caller.post(SENDALL, toTag("2", "one")))).isZero();
        assertThat(code(caller.post(SENDALL, toAll("two")))).isEqualTo(45028);
        assertThat(code(caller.post(SEND, toList(openIds, "three")))).isEqualTo(48001);
    }

    @Test
    void a_test_account_may_not_send_today() throws Exception {
        var account = sandbox.addAccount(io.qunfa.sandbox.world.AccountKind.TEST);
        var openIds = account.follow(2).stream().map(Phone::openId).toList();
        caller.withToken(account);

        assertThat(code(caller.post(SENDALL, toAll("x")))).isEqualTo(45028);
        assertThat(code(caller.post(SEND, toList(openIds, "x")))).isEqualTo(48001);
    }

    @Test
    void a_preview_arrives_at_once_and_costs_no_quota() throws Exception {
        var phone = sandbox.phones(1).get(0);
        var body =
                "{\"touser\":\"%s\",\"towxname\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"draft\"}}"
                        .formatted(sandbox.account().followers(2).get(1), phone.weChatId());

        var answer = caller.post("/cgi-bin/message/mass/preview", body);

        assertThat(answer.path("errmsg").asString()).isEqualTo("preview success");
        assertThat(phone.received())
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.source()).isEqualTo(ReceivedMessage.Source.PREVIEW);
                            assertThat(message.content()).isEqualTo("draft");
                        });
        assertThat(code(caller.post(SENDALL, toAll("final")))).isZero();
    }

    @Test
    void the_101st_preview_of_a_day_is_refused() throws Exception {
        var body =
                "{\"touser\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"draft\"}}"
                        .formatted(sandbox.account().followers(1).get(0));
        for (int i = 0; i < 100; i++) {
            assertThat(code(caller.post("/cgi-bin/message/mass/preview", body))).isZero();
        }

        assertThat(code(caller.post("/cgi-bin/message/mass/preview", body))).isEqualTo(45009);
    }

    @Test
    void the_61st_send_of_a_minute_is_refused() throws Exception {
        sandbox.clock().rate(0);
        for (int i = 0; i < 60; i++) {
            assertThat(code(caller.post(SENDALL, toTag("2", "text " + i)))).isZero();
        }

        assertThat(code(caller.post(SENDALL, toTag("2", "one more")))).isEqualTo(45011);
    }

    @Test
    void a_job_is_sending_until_it_is_finished() throws Exception {
        long msgId = caller.post(SENDALL, toAll("slow")).path("msg_id").asLong();

        assertThat(status(msgId)).isEqualTo("SENDING");
    }

    @Test
    void an_unknown_job_and_the_deletion_of_a_text_are_refused() throws Exception {
        long msgId = caller.post(SENDALL, toAll("stays")).path("msg_id").asLong();
        letEverythingArrive();

        assertThat(code(caller.post("/cgi-bin/message/mass/get", "{\"msg_id\":\"1000000000\"}")))
                .isEqualTo(40059);
        assertThat(code(caller.post("/cgi-bin/message/mass/delete", "{\"msg_id\":" + msgId + "}")))
                .isEqualTo(40008);
    }

    @Test
    void the_ledger_finds_who_got_the_same_content_twice() throws Exception {
        var openIds = sandbox.account().followers(3);
        caller.post(
                SEND,
                toList(openIds.subList(0, 2), "twice").replace("}}", "},\"clientmsgid\":\"a\"}"));
        caller.post(
                SEND,
                toList(openIds.subList(1, 3), "twice").replace("}}", "},\"clientmsgid\":\"b\"}"));
        letEverythingArrive();

        var duplicates =
                caller.control("GET", accountPath() + "/ledger?duplicates=true", "")
                        .path("duplicates");

        assertThat(duplicates).hasSize(1);
        assertThat(duplicates.get(0).path("openid").asString()).isEqualTo(openIds.get(1));
        assertThat(duplicates.get(0).path("msgIds")).hasSize(2);
        assertThat(sandbox.account().receivedTwice()).containsExactly(openIds.get(1));
    }

    private String accountPath() {
        return "/accounts/" + sandbox.account().appId();
    }

    private List<String> lastNotes() throws Exception {
        var requests = caller.control("GET", "/requests?limit=10000", "").path("requests");
        return requests.get(requests.size() - 1)
                .path("notes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private String status(long msgId) throws Exception {
        return caller.post("/cgi-bin/message/mass/get", "{\"msg_id\":\"" + msgId + "\"}")
                .path("msg_status")
                .asString();
    }

    private void letEverythingArrive() {
        sandbox.clock().advance(Duration.ofMinutes(1));
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    private static List<String> textsOn(Phone phone) {
        return phone.received().stream().map(ReceivedMessage::content).toList();
    }

    private static String toAll(String text) {
        return "{\"filter\":{\"is_to_all\":true},\"text\":{\"content\":\"%s\"},\"msgtype\":\"text\"}"
                .formatted(text);
    }

    private static String toGroup(String id, String text) {
        return "{\"filter\":{\"is_to_all\":false,\"group_id\":%s},\"text\":{\"content\":\"%s\"},\"msgtype\":\"text\"}"
                .formatted(id, text);
    }

    private static String toTag(String id, String text) {
        return toGroup(id, text).replace("group_id", "tag_id");
    }

    private static String keyed(String key) {
        return "{\"filter\":{\"is_to_all\":false,\"tag_id\":2},\"text\":{\"content\":\"keyed\"},\"msgtype\":\"text\",\"clientmsgid\":\"%s\"}"
                .formatted(key);
    }

    private static String toList(List<String> openIds, String text) {
        var list =
                openIds.stream()
                        .map(id -> "\"" + id + "\"")
                        .collect(Collectors.joining(",", "[", "]"));
        return "{\"touser\":%s,\"msgtype\":\"text\",\"text\":{\"content\":\"%s\"}}"
                .formatted(list, text);
    }
}
