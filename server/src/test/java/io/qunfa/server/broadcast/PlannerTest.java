package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.AppId;
import io.qunfa.client.Endpoints;
import io.qunfa.client.OpenId;
import io.qunfa.client.Tag;
import io.qunfa.client.TagId;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.audience.MonthlyCounts;
import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Finding;
import io.qunfa.server.content.Message;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class PlannerTest {

    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final Message HELLO = new Message.Text("hello from boxer.");
    private static final Account SERVICE = account(Account.Kind.SERVICE, true);

    @Test
    void everybody_is_one_call() {
        var plan = plan(everybody(1_000));

        assertThat(plan.route()).isEqualTo(Route.TO_ALL);
        assertThat(plan.recipients()).isEqualTo(1_000);
        assertThat(sizes(plan)).containsExactly(1_000L);
        assertThat(plan.isClear()).isTrue();
        assertThat(codes(plan)).containsExactly("in-history", "blocked-counted");
    }

    @Test
    void a_tag_is_one_call_and_does_not_enter_the_history() {
        var plan = plan(new Reach.Tagged(new Tag(new TagId(100), "friends", 7)));

        assertThat(plan.route()).isEqualTo(Route.BY_TAG);
        assertThat(sizes(plan)).containsExactly(7L);
        assertThat(codes(plan)).containsExactly("not-in-history", "blocked-counted");
    }

    @Test
    void a_tag_may_hold_one_follower() {
        assertThat(plan(new Reach.Tagged(new Tag(new TagId(100), "boss", 1))).isClear()).isTrue();
    }

    @Test
    void a_long_list_is_several_calls() {
        var plan = plan(listed(25_001));

        assertThat(plan.route()).isEqualTo(Route.BY_LIST);
        assertThat(sizes(plan)).containsExactly(10_000L, 10_000L, 5_001L);
        assertThat(plan.isClear()).isTrue();
    }

    @Test
    void nobody_is_an_error() {
        assertThat(codes(plan(everybody(0)))).containsExactly("audience-nobody");
        assertThat(codes(plan(listed(0)))).containsExactly("audience-nobody");
        assertThat(codes(plan(new Reach.Tagged(new Tag(new TagId(2), "星标组", 0)))))
                .containsExactly("tag-empty");
        assertThat(plan(everybody(0)).isClear()).isFalse();
        assertThat(plan(everybody(0)).calls()).isEmpty();
    }

    @Test
    void one_follower_is_reached_by_a_temporary_tag() {
        var plan = plan(listed(1));

        assertThat(plan.route()).isEqualTo(Route.BY_TEMPORARY_TAG);
        assertThat(plan.isClear()).isTrue();
        assertThat(sizes(plan)).containsExactly(1L);
        assertThat(plan.otherCalls()).isEqualTo(4);
        assertThat(codes(plan)).contains("temporary-tag");
    }

    @Test
    void a_tag_that_does_not_exist_is_an_error() {
        var plan = plan(new Reach.NoSuchTag(new TagId(999_999)));

        assertThat(codes(plan)).containsExactly("tag-unknown");
        assertThat(plan.findings().getFirst().parameters()).containsEntry("tagId", "999999");
        assertThat(plan.isClear()).isFalse();
    }

    @Test
    void openids_that_do_not_follow_are_named_and_left_out() {
        var plan =
                plan(
                        new Reach.Listed(
                                RoaringBitmap.bitmapOf(1, 2), List.of(new OpenId("oStranger"))));

        assertThat(plan.recipients()).isEqualTo(2);
        assertThat(plan.isClear()).isTrue();
        assertThat(plan.findings().getFirst().code()).isEqualTo("openids-unknown");
        assertThat(plan.findings().getFirst().parameters())
                .containsEntry("count", 1)
                .containsEntry("openIds", "oStranger");
    }

    @Test
    void everybody_must_have_been_counted_once() {
        assertThat(
                        codes(
                                plan(
                                        new Reach.Everyone(
                                                RoaringBitmap.bitmapOfRange(0, 3),
                                                Optional.empty()))))
                .contains("followers-not-synchronized");
    }

    @Test
    void a_subscription_account_reaches_a_list_by_a_temporary_tag_if_it_is_not_too_large() {
        var subscription = account(Account.Kind.SUBSCRIPTION, true);

        assertThat(plan(subscription, HELLO, listed(5_000)).route())
                .isEqualTo(Route.BY_TEMPORARY_TAG);
        assertThat(plan(subscription, HELLO, listed(5_000)).otherCalls()).isEqualTo(202);
        assertThat(codes(plan(subscription, HELLO, listed(5_001))))
                .contains("temporary-tag-too-large");
        assertThat(plan(subscription, HELLO, everybody(5)).isClear()).isTrue();
    }

    @Test
    void an_unverified_account_cannot_send() {
        for (var kind : List.of(Account.Kind.SERVICE, Account.Kind.SUBSCRIPTION)) {
            var plan = plan(account(kind, false), HELLO, everybody(5));

            assertThat(codes(plan)).contains("account-not-verified");
            assertThat(plan.isClear()).isFalse();
        }
    }

    @Test
    void a_test_account_is_warned_and_may_try() {
        var plan = plan(account(Account.Kind.TEST, false), HELLO, everybody(5));

        assertThat(codes(plan)).contains("test-account-may-not-send");
        assertThat(plan.isClear()).isTrue();
    }

    @Test
    void what_is_wrong_with_the_message_is_in_the_plan() {
        var plan = plan(SERVICE, new Message.Text(""), everybody(5));

        assertThat(codes(plan)).contains("text-empty");
        assertThat(plan.isClear()).isFalse();
    }

    @Test
    void what_lasts_into_the_quiet_hours_is_warned_of() {
        var reaching = quiet(everybody(1_000_000), "08:01", "20:00");

        assertThat(codes(reaching)).contains("quiet-hours-reached");
        assertThat(reaching.isClear()).isTrue();
        assertThat(String.valueOf(reaching.findings().getLast().parameters().get("from")))
                .startsWith("2026-12-01T08:01");
        assertThat(codes(quiet(everybody(1_000_000), "08:02", "20:00")))
                .containsExactly("in-history", "blocked-counted");
        assertThat(codes(quiet(everybody(1_000_000), "07:00", "08:00")))
                .containsExactly("in-history", "blocked-counted");
        assertThat(codes(quiet(everybody(1_000_000), "08:00", "20:00")))
                .containsExactly("in-history", "quiet-hours", "blocked-counted");
        assertThat(codes(quiet(listed(700_001), "08:01", "20:00"))).contains("quiet-hours-reached");
        assertThat(codes(quiet(listed(100), "08:01", "20:00")))
                .doesNotContain("quiet-hours-reached");
    }

    private static Plan quiet(Reach reach, String from, String to) {
        var settings =
                new Settings(
                        false,
                        LocalTime.parse(from),
                        LocalTime.parse(to),
                        BeijingTime.ZONE,
                        Settings.DEFAULT.grace(),
                        Settings.DEFAULT.callsPerDay(),
                        Settings.DEFAULT.temporaryTagMembers());
        return plan(SERVICE, HELLO, reach, Speed.FASTEST, settings);
    }

    @Test
    void a_slow_delivery_takes_longer() {
        assertThat(plan(SERVICE, HELLO, everybody(1_000_000), Speed.FASTEST).duration())
                .hasSeconds(76);
        assertThat(plan(SERVICE, HELLO, everybody(1_000_000), new Speed(4)).duration())
                .hasSeconds(601);
    }

    private static Plan plan(Reach reach) {
        return plan(SERVICE, HELLO, reach);
    }

    private static Plan plan(Account account, Message message, Reach reach) {
        return plan(account, message, reach, Speed.FASTEST);
    }

    private static Plan plan(Account account, Message message, Reach reach, Speed speed) {
        return plan(account, message, reach, speed, Settings.DEFAULT);
    }

    private static Plan plan(
            Account account, Message message, Reach reach, Speed speed, Settings settings) {
        var limits =
                account.kind() == Account.Kind.SUBSCRIPTION
                        ? QuotaBook.Limits.SUBSCRIPTION
                        : QuotaBook.Limits.SERVICE;
        return Planner.plan(
                new Proposal(
                        message,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        reach,
                        Options.NONE,
                        new RoaringBitmap()),
                new Circumstances(
                        account,
                        settings,
                        new QuotaBook(limits, Map.of()),
                        MonthlyCounts::none,
                        new Pace(Pace.DOCUMENTED),
                        speed,
                        NOW,
                        Start.at(NOW, BeijingTime.ZONE)));
    }

    private static Reach everybody(int count) {
        return new Reach.Everyone(RoaringBitmap.bitmapOfRange(0, count), Optional.of(NOW));
    }

    private static Reach listed(int count) {
        return new Reach.Listed(RoaringBitmap.bitmapOfRange(0, count), List.of());
    }

    private static List<Long> sizes(Plan plan) {
        return plan.calls().stream().map(Plan.PlannedCall::recipients).toList();
    }

    private static List<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).toList();
    }

    private static Account account(Account.Kind kind, boolean verified) {
        return new Account(
                new AccountId(new UUID(1, 1)),
                "key",
                "Boxer",
                new AppId("wx0123456789abcdef"),
                Optional.empty(),
                kind,
                verified,
                Endpoints.wechat(),
                Optional.empty(),
                new Account.Connection(Optional.empty(), Optional.empty()),
                new Account.FollowerCount(0, Optional.empty()));
    }
}
