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
import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Everything that can go wrong with the calls around a send: {@link OtherCalls} says how each ends,
 * here each is played. The cells of one call share a platform.
 */
@ServerTest
final class OtherCallsIT {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofSeconds(61);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int FOLLOWERS = 400;
    private static final int RECIPIENTS = 5;

    /** The platform takes ten calls a day, and some faults need two. */
    private static final int DELETIONS = 6;

    private final Stages stages;
    private final Accounts accounts;
    private final WorkLoop deliveryLoop;
    private final WorkLoop temporaryTagLoop;
    private final WorkLoop leftCopiesLoop;
    private final LeftCopies leftCopies;
    private final JdbcClient sql;

    OtherCallsIT(
            @Autowired Stages stages,
            @Autowired Accounts accounts,
            @Autowired WorkLoop deliveryLoop,
            @Autowired WorkLoop temporaryTagLoop,
            @Autowired WorkLoop leftCopiesLoop,
            @Autowired LeftCopies leftCopies,
            @Autowired JdbcClient sql) {
        this.stages = stages;
        this.accounts = accounts;
        this.deliveryLoop = deliveryLoop;
        this.temporaryTagLoop = temporaryTagLoop;
        this.leftCopiesLoop = leftCopiesLoop;
        this.leftCopies = leftCopies;
        this.sql = sql;
    }

    @BeforeEach
    void lookAtLeftCopiesByHand() {
        leftCopiesLoop.stop();
    }

    @AfterEach
    void workAgain() {
        leftCopiesLoop.start();
    }

    @TestFactory
    Stream<DynamicContainer> a_fault_ends_as_the_table_says() {
        return OtherCalls.CALLS.stream().map(this::cells);
    }

    private DynamicContainer cells(OtherCalls.Call call) {
        var scene = new Scene(call);
        return DynamicContainer.dynamicContainer(
                call.title(),
                Stream.concat(
                        OtherCalls.FAULTS.stream()
                                .map(
                                        fault ->
                                                DynamicTest.dynamicTest(
                                                        fault.title(), () -> scene.play(fault))),
                        Stream.of(DynamicTest.dynamicTest("the end", scene::close))));
    }

    /** One platform, on which a call meets one fault after the other. */
    private final class Scene {

        private final OtherCalls.Call call;
        private Optional<Stage> opened = Optional.empty();
        private int cells;

        Scene(OtherCalls.Call call) {
            this.call = call;
        }

        void play(OtherCalls.Fault fault) {
            // A token that was just renewed is trusted for a minute.
            pass(MINUTE);
            var end = call.end(fault);
            var seen =
                    switch (call.scene()) {
                        case FILLING -> filling(fault);
                        case EMPTYING -> emptying(fault);
                        case PREVIEW -> preview(fault);
                        case DELETION -> deletion(fault);
                        case READING -> reading(fault);
                        case COPYING -> copying(fault);
                        case DISCARDING -> discarding(fault);
                    };
            assertThat(stage().platform().receivedTwice()).isEmpty();
            assertThat(seen).isEqualTo(end);
        }

        void close() {
            opened.ifPresent(Stage::close);
        }

        private Stage stage() {
            if (opened.isEmpty()) {
                opened = Optional.of(stages.withFollowers(FOLLOWERS));
            }
            return opened.get();
        }

        private void pass(Duration duration) {
            stage().pass(duration);
        }

        private WeChat wechat() {
            return accounts.wechat(AccountId.of(stage().accountId()));
        }

        private void order(OtherCalls.Fault fault) {
            stage().control("{\"faults\":[%s]}".formatted(fault.on(call.path())));
        }

        /** Others than those of the cell before: nobody gets more than four in a month. */
        private List<String> some(int count) {
            var from = cells++ * RECIPIENTS % (FOLLOWERS - RECIPIENTS);
            return stage().platform().followers(FOLLOWERS).subList(from, from + count);
        }

        private OtherCalls.End filling(OtherCalls.Fault fault) {
            var draft = stage().draft("tag " + fault.title(), Stage.list(some(1)));
            order(fault);
            stage().send(draft);
            awaitAwake(() -> failures(draft) + over(draft) + accepted(draft), n -> n > 0);
            var late = failures(draft) > 0;
            var held = goOnIfHeld(draft);
            var end = finished(draft);
            awaitNoTag(draft);
            return switch (end.path("state").asString()) {
                case "finished" -> sent(held, late);
                case "failed" -> OtherCalls.End.FAILED;
                default -> throw new AssertionError(end);
            };
        }

        private static OtherCalls.End sent(boolean held, boolean late) {
            if (held) {
                return OtherCalls.End.HELD;
            }
            return late ? OtherCalls.End.LATER : OtherCalls.End.AT_ONCE;
        }

        /** A person says that it is to be sent now. Whether it was held, with the reason. */
        private boolean goOnIfHeld(String broadcast) {
            var seen = stage().broadcast(broadcast);
            if (!isHeld(seen)) {
                return false;
            }
            assertThat(seen.at("/problem/code").asString()).endsWith("-held");
            assertThat(stage().platform().receivedTwice()).isEmpty();
            pass(DAY);
            var decided =
                    stage().operator()
                            .post(
                                    stage().path("/broadcasts/" + broadcast + "/calls/1/decision"),
                                    Map.of("decision", "not-sent"));
            assertThat(decided.status()).as(decided.text()).isLessThan(300);
            return true;
        }

        private OtherCalls.End emptying(OtherCalls.Fault fault) {
            var draft = stage().draft("tag " + fault.title(), Stage.list(some(1)));
            stage().send(draft);
            awaitAwake(() -> accepted(draft), n -> n > 0);
            order(fault);
            assertThat(finished(draft).path("state").asString()).isEqualTo("finished");
            awaitAwake(() -> failures(draft) > 0 || !hasTag(draft), done -> done);
            var late = failures(draft) > 0;
            awaitNoTag(draft);
            return late ? OtherCalls.End.REMOVED_LATER : OtherCalls.End.AT_ONCE;
        }

        private OtherCalls.End preview(OtherCalls.Fault fault) {
            var draft = stage().draft("preview " + fault.title(), Stage.everybody());
            order(fault);
            var answer =
                    stage().operator()
                            .post(
                                    stage().path("/broadcasts/" + draft + "/preview"),
                                    Map.of("openId", some(1).getFirst()));
            assertThat(stage().broadcast(draft).path("state").asString()).isEqualTo("draft");
            assertThat(stage().platform().ledger()).isEmpty();
            if (answer.status() == 200) {
                return OtherCalls.End.AT_ONCE;
            }
            return switch (answer.code()) {
                case "preview-unanswered" -> OtherCalls.End.TOLD_UNCLEAR;
                case "preview-refused" -> OtherCalls.End.TOLD;
                default -> throw new AssertionError(answer.text());
            };
        }

        private OtherCalls.End deletion(OtherCalls.Fault fault) {
            if (cells > 0 && cells % DELETIONS == 0) {
                pass(DAY);
            }
            var broadcast = article(draft(fault.title()), false);
            send(broadcast);
            finished(broadcast);
            order(fault);
            var answer =
                    stage().operator()
                            .post(
                                    stage().path("/broadcasts/" + broadcast + "/calls/1/deletion"),
                                    Map.of("confirmed", true));
            assertThat(answer.status()).as(answer.text()).isLessThan(300);
            return switch (answer.json().path("state").asString()) {
                case "deleted" -> OtherCalls.End.AT_ONCE;
                case "unclear" -> OtherCalls.End.TOLD_UNCLEAR;
                case "refused" -> OtherCalls.End.TOLD;
                default -> throw new AssertionError(answer.text());
            };
        }

        private OtherCalls.End reading(OtherCalls.Fault fault) {
            var broadcast = article(draft(fault.title()), false);
            deliveryLoop.stop();
            send(broadcast);
            order(fault);
            deliveryLoop.start();
            return ended(broadcast);
        }

        private OtherCalls.End copying(OtherCalls.Fault fault) {
            var second = waitingForCopy(fault);
            order(fault);
            resume(second);
            var end = ended(second);
            assertThat(wechat().drafts().count()).isZero();
            return end;
        }

        private OtherCalls.End discarding(OtherCalls.Fault fault) {
            var second = waitingForCopy(fault);
            sql.sql("UPDATE broadcast.draft_copy SET settled = true").update();
            stage().control(
                            "{\"faults\":[%s,{\"path\":\"/cgi-bin/draft/add\",\"times\":1,\"effect\":\"drop-after\"}]}"
                                    .formatted(fault.on(call.path())));
            resume(second);
            Stage.await(() -> stage().broadcast(second), OtherCallsIT::waits);
            stage().operator().post(stage().path("/broadcasts/" + second + "/cancel"), Map.of());
            assertThat(stage().await(second, "cancelled").path("totals").path("delivered").asInt())
                    .isZero();
            assertThat(leftCopies.workOnce()).isTrue();
            if (isSettled(second)) {
                return wechat().drafts().count() == 0 ? OtherCalls.End.AT_ONCE : takenForGone();
            }
            lookAgain(second);
            assertThat(leftCopies.workOnce()).isTrue();
            assertThat(isSettled(second)).isTrue();
            assertThat(wechat().drafts().count()).isZero();
            return OtherCalls.End.REMOVED_LATER;
        }

        /** The next cell begins with an empty box. */
        private OtherCalls.End takenForGone() {
            wechat().drafts().page(0, 20).entries().stream()
                    .flatMap(entry -> entry.id().stream())
                    .forEach(wechat().drafts()::delete);
            return OtherCalls.End.TAKEN_FOR_GONE;
        }

        /** A broadcast whose draft another one has used up, so that it needs a copy. */
        private String waitingForCopy(OtherCalls.Fault fault) {
            var draft = draft(fault.title());
            var first = article(draft, true);
            var second = article(draft, true);
            deliveryLoop.stop();
            send(first);
            send(second);
            stage().operator().post(stage().path("/broadcasts/" + second + "/pause"), Map.of());
            deliveryLoop.start();
            stage().awaitCall(first, "accepted");
            // The account may call again.
            pass(SECOND);
            return second;
        }

        private void resume(String broadcast) {
            stage().operator().post(stage().path("/broadcasts/" + broadcast + "/resume"), Map.of());
            deliveryLoop.wake();
        }

        private OtherCalls.End ended(String broadcast) {
            var reaction =
                    Stage.await(
                            () -> stage().broadcast(broadcast),
                            seen ->
                                    waits(seen)
                                            || isOver(seen)
                                            || isHeld(seen)
                                            || seen.at("/calls/0/state")
                                                    .asString()
                                                    .equals("accepted"));
            var late = waits(reaction);
            var held = goOnIfHeld(broadcast);
            var end = finished(broadcast);
            return switch (end.path("state").asString()) {
                case "finished" -> sent(held, late);
                case "failed" -> OtherCalls.End.FAILED;
                default -> throw new AssertionError(end);
            };
        }

        private JsonNode finished(String broadcast) {
            return Stage.await(
                    () -> {
                        var seen = stage().broadcast(broadcast);
                        if (!isOver(seen)) {
                            pass(MINUTE);
                        }
                        return seen;
                    },
                    OtherCallsIT::isOver);
        }

        /** Without the pauses of the loops. */
        private <T> T awaitAwake(Supplier<T> look, Predicate<T> wished) {
            return Stage.await(
                    () -> {
                        temporaryTagLoop.wake();
                        deliveryLoop.wake();
                        return look.get();
                    },
                    wished);
        }

        private int over(String broadcast) {
            return isOver(stage().broadcast(broadcast)) ? 1 : 0;
        }

        private int accepted(String broadcast) {
            return stage().broadcast(broadcast).at("/calls/0/state").asString().equals("accepted")
                    ? 1
                    : 0;
        }

        private void awaitNoTag(String broadcast) {
            Stage.await(
                    () -> {
                        pass(MINUTE);
                        return hasTag(broadcast);
                    },
                    has -> !has);
            assertThat(wechat().tags().list())
                    .noneMatch(tag -> tag.name().startsWith(TemporaryTags.PREFIX));
        }

        private MediaId draft(String title) {
            var picture = Upload.of("cover.png", SamplePictures.png(90, 50));
            var cover = wechat().materials().add(MediaKind.IMAGE, picture).mediaId();
            return wechat().drafts()
                    .add(
                            List.of(
                                    new Article.News(
                                            title,
                                            "Li",
                                            "In short",
                                            "<p>Hello</p>",
                                            "",
                                            cover,
                                            CommentRule.NOBODY,
                                            "",
                                            "")));
        }

        private String article(MediaId draft, boolean separate) {
            var created =
                    stage().operator()
                            .post(
                                    stage().path("/broadcasts"),
                                    Map.of(
                                            "message",
                                            Map.of("kind", "article", "draftId", draft.value()),
                                            "audience",
                                            Stage.list(some(RECIPIENTS)),
                                            "options",
                                            Map.of("separateArticles", separate)));
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            return created.json().path("id").asString();
        }

        private void send(String broadcast) {
            var answer = stage().send(broadcast);
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        }
    }

    private int failures(String broadcast) {
        return sql.sql("SELECT failures FROM broadcast.temporary_tag WHERE broadcast_id = :id")
                .param("id", UUID.fromString(broadcast))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private boolean hasTag(String broadcast) {
        return !sql.sql("SELECT 1 FROM broadcast.temporary_tag WHERE broadcast_id = :id")
                .param("id", UUID.fromString(broadcast))
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    private boolean isSettled(String broadcast) {
        return sql.sql("SELECT settled FROM broadcast.draft_copy WHERE broadcast_id = :id")
                .param("id", UUID.fromString(broadcast))
                .query(Boolean.class)
                .single();
    }

    /** As a minute later. */
    private void lookAgain(String broadcast) {
        sql.sql("UPDATE broadcast.draft_copy SET lease_until = NULL WHERE broadcast_id = :id")
                .param("id", UUID.fromString(broadcast))
                .update();
    }

    private static boolean waits(JsonNode broadcast) {
        var call = broadcast.at("/calls/0");
        return call.path("state").asString().equals("planned") && call.path("nextAt").isString();
    }

    private static boolean isHeld(JsonNode broadcast) {
        return broadcast.path("state").asString().equals("held");
    }

    private static boolean isOver(JsonNode broadcast) {
        return List.of("finished", "failed", "cancelled", "partly-sent")
                .contains(broadcast.path("state").asString());
    }
}
