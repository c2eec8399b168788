package io.qunfa.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
final class WizardIT {

    private final Stage stage;
    private final Accounts accounts;

    WizardIT(@Autowired Stages stages, @Autowired Accounts accounts) {
        this.stage = stages.withFollowers(2);
        this.accounts = accounts;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void the_guide_says_first_what_will_be_switched_off() {
        var guide =
                stage.operator()
                        .with("Accept-Language", "zh-CN")
                        .get(stage.path("/callback/guide"))
                        .json();

        assertThat(guide.path("asOf").asString()).isEqualTo("2026-11");
        assertThat(guide.path("consequences").findValuesAsString("code"))
                .containsExactly("menu-off", "replies-off", "take-over");
        assertThat(guide.at("/consequences/0/title").asString()).isEqualTo("网站上的自定义菜单将失效");
        assertThat(guide.path("checks")).isNotEmpty();
        assertThat(guide.path("wayBack")).isNotEmpty();
    }

    @Test
    void changed_callback_secrets_are_accepted_beside_those_of_before_until_it_is_ended() {
        var before = stage.callbackToken();

        var changed = rotate(Map.of("token", true, "overlapHours", 1));

        var now = changed.path("token").asString();
        assertThat(now).isNotEqualTo(before);
        assertThat(handshake(before)).isTrue();
        assertThat(handshake(now)).isTrue();
        assertThat(stage.operator().post(stage.path("/callback/rotation"), Map.of()).code())
                .isEqualTo("rotation-under-way");

        stage.operator().delete(stage.path("/callback/rotation"));

        assertThat(accepted()).containsExactly(now);
    }

    @Test
    void when_the_overlap_is_over_only_the_new_secrets_are_accepted() {
        var now = rotate(Map.of("token", true, "overlapHours", 1)).path("token").asString();

        stage.pass(java.time.Duration.ofHours(2));

        assertThat(accepted()).containsExactly(now);
    }

    @Test
    void a_new_mode_is_taken_while_the_platform_still_uses_the_old_one() {
        var changed = rotate(Map.of("mode", "safe"));

        assertThat(changed.path("mode").asString()).isEqualTo("safe");
        assertThat(accounts.callbacks(AccountId.of(stage.accountId())))
                .extracting(CallbackCredentials::mode)
                .containsExactly(CallbackCredentials.Mode.SAFE, CallbackCredentials.Mode.PLAIN);
    }

    @Test
    void an_unknown_mode_is_refused_by_name() {
        var answer =
                stage.operator().post(stage.path("/callback/rotation"), Map.of("mode", "secret"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("mode");
    }

    @Test
    void what_the_website_did_is_taken_over_and_kept() {
        assertThat(stage.operator().get(stage.path("/callback/website-setup")).status())
                .isEqualTo(204);

        var taken = stage.operator().post(stage.path("/callback/website-setup"), Map.of());

        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        var kept = stage.operator().get(stage.path("/callback/website-setup")).json();
        assertThat(kept.path("replies")).isEqualTo(taken.json().path("replies"));
        assertThat(kept.path("menu")).isEqualTo(taken.json().path("menu"));
    }

    @Test
    void abilities_are_assumed_before_and_known_after_asking() {
        var before = ability(stage.operator().get(stage.path("/abilities")).json(), "followers");
        assertThat(before.path("certainty").asString()).isEqualTo("assumed");

        var found = stage.operator().post(stage.path("/abilities/check"), Map.of()).json();

        assertThat(ability(found, "followers").path("certainty").asString()).isEqualTo("known");
        assertThat(ability(found, "followers").path("can").asBoolean()).isTrue();
        assertThat(ability(found, "mass-to-all").path("certainty").asString()).isEqualTo("assumed");
        assertThat(ability(found, "mass-to-all").path("dailyLimit").asLong()).isPositive();
    }

    @Test
    void a_call_that_is_not_allowed_proves_what_the_account_may_not_do() {
        stage.refuseOnce("/cgi-bin/tags/get", 48001);

        var found = stage.operator().post(stage.path("/abilities/check"), Map.of()).json();

        var tags = ability(found, "tags");
        assertThat(tags.path("can").asBoolean()).isFalse();
        assertThat(tags.path("certainty").asString()).isEqualTo("known");
        assertThat(tags.path("platformCode").asInt()).isEqualTo(48001);
    }

    @Test
    void who_may_not_list_followers_is_not_assumed_to_be_verified() {
        stage.refuseOnce("/cgi-bin/user/get", 48001);

        var found = stage.operator().post(stage.path("/abilities/check"), Map.of()).json();

        assertThat(ability(found, "followers").path("can").asBoolean()).isFalse();
        assertThat(ability(found, "mass-to-all").path("certainty").asString()).isEqualTo("assumed");
        assertThat(ability(found, "mass-to-all").path("can").asBoolean()).isFalse();
    }

    @Test
    void what_an_operator_has_said_is_not_overruled() {
        stage.operator().put(stage.path("/abilities/tags"), Map.of("can", false));

        var found = stage.operator().post(stage.path("/abilities/check"), Map.of()).json();

        assertThat(ability(found, "tags").path("can").asBoolean()).isFalse();
        assertThat(ability(found, "tags").path("certainty").asString()).isEqualTo("told");
    }

    @Test
    void whoever_leaves_the_callback_only_sends() {
        assertThat(account().path("sendOnly").asBoolean()).isFalse();

        var answer = stage.operator().delete(stage.path("/callback"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(account().path("sendOnly").asBoolean()).isTrue();
    }

    private JsonNode rotate(Map<String, Object> wish) {
        var answer = stage.operator().post(stage.path("/callback/rotation"), wish);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode account() {
        return stage.operator().get(stage.path("")).json();
    }

    private java.util.List<String> accepted() {
        return accounts.callbacks(AccountId.of(stage.accountId())).stream()
                .map(CallbackCredentials::token)
                .toList();
    }

    /** Whether the platform gets an answer when it verifies the address with this token. */
    private boolean handshake(String token) {
        try {
            stage.platform().callback(stage.callback(), token);
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static JsonNode ability(JsonNode list, String name) {
        for (var item : list.path("items")) {
            if (item.path("ability").asString().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("no ability " + name + " in " + list);
    }
}
