package io.qunfa.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** The mirror of the followers, against the sandbox. */
@ServerTest
final class AudienceIT {

    private static final int FOLLOWERS = 25_000;

    private final Stage stage;
    private final Audiences audiences;
    private final FollowerStore followers;
    private final TransactionOperations transactions;
    private final JdbcClient sql;

    AudienceIT(
            @Autowired Stages stages,
            @Autowired Audiences audiences,
            @Autowired FollowerStore followers,
            @Autowired TransactionOperations transactions,
            @Autowired JdbcClient sql) {
        this.followers = followers;
        this.transactions = transactions;
        this.stage = stages.withFollowers(FOLLOWERS);
        this.audiences = audiences;
        this.sql = sql;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_synchronisation_counts_everybody_and_lists_the_tags() {
        var overview = overview();

        assertThat(overview.at("/followers/count").asInt()).isEqualTo(FOLLOWERS);
        assertThat(overview.at("/followers/asOf").isNull()).isFalse();
        assertThat(overview.at("/synchronization/done").asInt()).isEqualTo(FOLLOWERS);
        assertThat(overview.at("/synchronization/total").asInt()).isEqualTo(FOLLOWERS);
        assertThat(overview.at("/tags").valueStream().map(tag -> tag.path("id").asString()))
                .contains("2");
        assertThat(audiences.everyone(account()).getCardinality()).isEqualTo(FOLLOWERS);
        assertThat(stage.operator().get(stage.path("")).json().at("/followers/count").asInt())
                .isEqualTo(FOLLOWERS);
    }

    @Test
    void what_a_day_does_not_grant_is_fetched_on_the_days_behind_it() {
        stage.patchPlatform(
                """
                {"limits":{"/cgi-bin/user/get":{"daily":2,"perMinute":600}}}
                """);
        stage.operator().post(stage.path("/audience/synchronization"), Map.of());
        awaitSynchronization("quota-used-up", 0);
        stage.platform().phone(stage.platform().followers(1).getFirst()).unfollow();

        stage.pass(Duration.ofDays(1));
        awaitSynchronization("quota-used-up", 20_000);
        stage.pass(Duration.ofDays(1));

        var done =
                Stage.await(
                        this::overview,
                        seen -> seen.at("/synchronization/state").asString().equals("done"));
        assertThat(done.at("/synchronization/problem").isNull()).isTrue();
        assertThat(done.at("/followers/count").asInt()).isEqualTo(FOLLOWERS - 1);
    }

    private void awaitSynchronization(String problem, int fetched) {
        Stage.await(
                this::overview,
                seen ->
                        seen.at("/synchronization/problem").asString("").equals(problem)
                                && seen.at("/synchronization/done").asInt() == fetched
                                && seen.at("/synchronization/state").asString().equals("running"));
    }

    @Test
    void a_synchronisation_that_was_interrupted_goes_on_where_it_was() {
        stage.breakOnce("/cgi-bin/user/get", "drop-before");
        stage.operator().post(stage.path("/audience/synchronization"), Map.of());
        Stage.await(
                this::overview,
                seen ->
                        seen.at("/synchronization/problem")
                                .asString()
                                .equals("platform-unreachable"));

        stage.pass(Duration.ofSeconds(31));

        var done =
                Stage.await(
                        this::overview,
                        seen -> seen.at("/synchronization/state").asString().equals("done"));
        assertThat(done.at("/synchronization/done").asInt()).isEqualTo(FOLLOWERS);
        assertThat(done.at("/followers/count").asInt()).isEqualTo(FOLLOWERS);
    }

    @Test
    void who_follows_and_who_leaves_is_known_at_once() {
        var newcomer = stage.platform().follow(1).getFirst();
        awaitCount(FOLLOWERS + 1);
        assertThat(reach(newcomer.openId()).unknown()).isEmpty();

        newcomer.unfollow();
        awaitCount(FOLLOWERS);
        assertThat(reach(newcomer.openId()).unknown()).hasSize(1);
    }

    @Test
    void who_leaves_is_erased_and_keeps_the_number_when_they_return() {
        var phone = stage.sandbox().phones(1).getFirst();
        var number = reach(phone.openId()).members().first();

        phone.unfollow();
        awaitCount(FOLLOWERS - 1);
        assertThat(stored(phone.openId())).isZero();

        stage.pass(Duration.ofSeconds(2));
        phone.follow();
        awaitCount(FOLLOWERS);
        assertThat(reach(phone.openId()).members().first()).isEqualTo(number);
        assertThat(audiences.openIds(account(), reach(phone.openId()).members()))
                .containsExactly(new OpenId(phone.openId()));
    }

    @Test
    void a_synchronisation_finds_who_left_unnoticed() {
        var phones = stage.sandbox().phones(3);
        stage.breakTimes(3, "unsubscribe", "lost");
        phones.forEach(phone -> phone.unfollow());
        stage.pass(Duration.ofMinutes(1));

        stage.operator().post(stage.path("/audience/synchronization"), Map.of());

        awaitCount(FOLLOWERS - 3);
        assertThat(stored(phones.getFirst().openId())).isZero();
    }

    @Test
    void who_leaves_in_the_second_of_a_synchronisation_is_gone() {
        var account = new AccountId(UUID.randomUUID());
        var openId = new OpenId("oHasty");
        var begun = Instant.parse("2026-12-01T00:00:00.900Z");
        var left = Instant.parse("2026-12-01T00:00:00Z");

        transactions.executeWithoutResult(
                _ -> {
                    followers.stage(account, List.of(openId));
                    followers.merge(account, begun);
                });
        var move = new Move(left, UUID.randomUUID());
        transactions.executeWithoutResult(_ -> followers.leave(account, openId, move));
        assertThat(followers.series(account).following()).isZero();

        transactions.executeWithoutResult(
                _ -> {
                    followers.stage(account, List.of(openId));
                    followers.merge(account, begun);
                });
        assertThat(followers.series(account).following()).isZero();
    }

    @Test
    void whoever_left_does_not_follow_by_what_was_told_too_late() {
        var account = new AccountId(UUID.randomUUID());
        var openId = new OpenId("oTooLate");
        var second = Instant.parse("2026-12-01T00:00:00Z");
        var following = new Move(second, new UUID(1, 1));
        var leaving = new Move(second, new UUID(1, 2));
        var following2 = new Move(second, new UUID(1, 3));

        move(() -> followers.leave(account, openId, leaving));
        move(() -> followers.follow(account, openId, following));
        assertThat(followers.series(account).following()).isZero();

        move(() -> followers.follow(account, openId, following2));
        move(() -> followers.leave(account, openId, leaving));
        assertThat(followers.series(account).following()).isEqualTo(1);
    }

    private void move(Runnable change) {
        transactions.executeWithoutResult(_ -> change.run());
    }

    @Test
    void an_audience_is_counted_and_strangers_are_named() {
        var openIds = List.of(stage.platform().followers(1).getFirst(), "oStranger");

        var counted =
                stage.operator()
                        .post(
                                stage.path("/audience/count"),
                                Map.of("audience", Stage.list(openIds)))
                        .json();
        var wrong =
                stage.operator()
                        .post(
                                stage.path("/audience/count"),
                                Map.of("audience", Map.of("kind", "tag", "tagId", "friends")));
        var absent = stage.operator().post(stage.path("/audience/count"), Map.of());

        assertThat(counted.path("count").asInt()).isEqualTo(1);
        assertThat(counted.at("/unknown/0").asString()).isEqualTo("oStranger");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(absent.status()).isEqualTo(422);
    }

    private JsonNode overview() {
        return stage.operator().get(stage.path("/audience")).json();
    }

    private void awaitCount(int count) {
        Stage.await(this::overview, seen -> seen.at("/followers/count").asInt() == count);
    }

    private Reach.Listed reach(String openId) {
        return audiences.listed(account(), new Audience.OpenIds(List.of(new OpenId(openId))));
    }

    private int stored(String openId) {
        return sql.sql(
                        """
                        SELECT count(*) FROM audience.follower
                        WHERE account_id = :account AND openid = :openid
                        """)
                .param("account", account().value())
                .param("openid", openId)
                .query(Integer.class)
                .single();
    }

    private AccountId account() {
        return AccountId.of(stage.accountId());
    }
}
