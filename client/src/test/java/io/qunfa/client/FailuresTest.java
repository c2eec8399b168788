package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class FailuresTest {

    private static final Instant EVENING_IN_CHINA = Instant.parse("2026-11-25T14:30:00Z");
    private static final Request SEND =
            Request.get(Endpoints.wechat().api(), "/cgi-bin/message/mass/sendall", Query.NONE)
                    .asSend();
    private static final Request READ =
            Request.get(Endpoints.wechat().api(), "/cgi-bin/user/info", Query.NONE);

    private final Failures failures = new Failures(() -> EVENING_IN_CHINA);

    @ParameterizedTest
    @ValueSource(ints = {40001, 40014, 42001, 41001, 40013, 40125, 40164, 40243})
    void tokens_secrets_and_addresses_are_credentials(int code) {
        assertThat(failure(code)).isInstanceOf(WeChatException.CredentialRejected.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 45085, 9500001, 9500002, 268488001, 61503, 53501})
    void a_busy_platform_may_be_asked_again(int code) {
        assertThat(failure(code)).isInstanceOf(WeChatException.Busy.class);
    }

    @ParameterizedTest
    @CsvSource({
        "45011, 2026-11-25T14:31:00Z",
        "42010, 2026-11-25T14:31:00Z",
        "45066, 2026-11-25T14:31:00Z",
        "45009, 2026-11-25T16:00:00Z",
        "45028, 2026-11-25T16:00:00Z",
        "48006, 2026-11-30T16:00:00Z",
    })
    void a_quota_says_when_to_come_back(int code, Instant notBefore) {
        var throttled = (WeChatException.Throttled) failure(code);
        assertThat(throttled.notBefore()).isEqualTo(notBefore);
    }

    @ParameterizedTest
    @CsvSource({
        "48001, PERMISSION",
        "48004, PERMISSION",
        "48021, NEEDS_PERSON",
        "89503, NEEDS_PERSON",
        "40007, CONTENT",
        "40066, CONTENT",
        "44004, CONTENT",
        "45002, CONTENT",
        "40130, AUDIENCE",
        "40152, AUDIENCE",
        "45019, AUDIENCE",
        "40003, AUDIENCE",
        "40059, NOT_FOUND",
        "45067, REQUEST",
        "47001, REQUEST",
        "99999, UNKNOWN",
    })
    void a_refused_send_says_who_has_to_act(int code, Refusal reason) {
        var refused = (WeChatException.Refused) failure(code);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @Test
    void one_unknown_openid_is_a_recipient_to_skip_unless_it_spoils_a_send() {
        assertThat(failures.of(READ, 40003, "invalid openid", Json.object()))
                .isInstanceOf(WeChatException.RecipientUnreachable.class);
    }

    @Test
    void a_duplicate_carries_the_first_sends_id() {
        ObjectNode answer = Json.object().put("msg_id", 3147494522L);
        var duplicate =
                (WeChatException.DuplicateSend)
                        failures.of(SEND, 45065, "clientmsgid exist", answer);
        assertThat(duplicate.existing()).isEqualTo(new MsgId(3147494522L));
    }

    @Test
    void a_duplicate_without_an_id_leaves_the_outcome_unknown() {
        assertThat(failure(45065)).isInstanceOf(WeChatException.Unanswered.class);
    }

    @Test
    void an_error_says_what_was_said_what_it_means_and_what_to_do() {
        var text = "has no masssend quota rid: 65791c43-66d0a1c1-28207ebb";
        var error = failures.of(SEND, 45028, text, Json.object());
        assertThat(error)
                .hasMessage(
                        "GET https://api.weixin.qq.com/cgi-bin/message/mass/sendall: the platform"
                                + " answered 45028 (has no masssend quota rid:"
                                + " 65791c43-66d0a1c1-28207ebb). The right to mass send of this"
                                + " period is used up, or the account has none. What to do: wait for"
                                + " the next day or month in China, or send less.");
        assertThat(error.rid()).contains("65791c43-66d0a1c1-28207ebb");
        assertThat(error.meaning().orElseThrow().meaningZh()).isNotBlank();
    }

    @Test
    void a_code_without_a_rule_is_not_busy() {
        var error =
                catchThrowableOfType(
                        WeChatException.Refused.class,
                        () -> {
                            throw failure(1234567);
                        });
        assertThat(error.code()).isEqualTo(1234567);
    }

    private WeChatException failure(int code) {
        return failures.of(SEND, code, "text", Json.object());
    }
}
