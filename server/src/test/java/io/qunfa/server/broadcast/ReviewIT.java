package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.access.Grants;
import io.qunfa.server.access.Role;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitors;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What people decide about a broadcast before it is sent. */
@ServerTest
final class ReviewIT {

    private final Stage stage;
    private final Visitors visitors;
    private final Grants grants;
    private final JdbcClient sql;

    ReviewIT(
            @Autowired Stages stages,
            @Autowired Visitors visitors,
            @Autowired Grants grants,
            @Autowired JdbcClient sql) {
        this.stage = stages.withFollowers(3);
        this.visitors = visitors;
        this.grants = grants;
        this.sql = sql;
    }

    @BeforeEach
    void askForFourEyes() {
        var changed =
                stage.operator().put(stage.path("/broadcast-settings"), Map.of("fourEyes", true));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void where_four_eyes_are_asked_for_nothing_is_sent_unapproved() {
        var draft = stage.draft("hello", Stage.everybody());

        var refused = stage.send(draft);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("approval-needed");
    }

    @Test
    void another_publisher_approves_and_then_it_can_be_sent() {
        var draft = stage.draft("hello", Stage.everybody());
        var submitted = decide(stage.operator(), draft, "submit", Map.of("comment", "please"));

        var approved = decide(publisher(), draft, "approve", seen(submitted.json(), "looks good"));

        assertThat(approved.json().path("state").asString()).isEqualTo("approved");
        assertThat(approved.json().at("/reviews/0/decision").asString()).isEqualTo("submitted");
        assertThat(approved.json().at("/reviews/1/comment").asString()).isEqualTo("looks good");
        assertThat(stage.send(draft).status()).isEqualTo(202);
        assertThat(audited(draft))
                .contains("broadcast.submitted", "broadcast.approved", "broadcast.sent");
    }

    @Test
    void the_author_cannot_approve() {
        var draft = stage.draft("hello", Stage.everybody());
        var submitted = decide(stage.operator(), draft, "submit", Map.of());

        var refused = decide(stage.operator(), draft, "approve", seen(submitted.json(), ""));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("approval-by-author");
    }

    @Test
    void an_author_who_approved_before_four_eyes_were_asked_for_is_not_enough() {
        stage.operator().put(stage.path("/broadcast-settings"), Map.of("fourEyes", false));
        var draft = stage.draft("hello", Stage.everybody());
        var submitted = decide(stage.operator(), draft, "submit", Map.of());
        decide(stage.operator(), draft, "approve", seen(submitted.json(), ""));

        askForFourEyes();

        assertThat(stage.broadcast(draft).path("state").asString()).isEqualTo("approved");
        assertThat(stage.send(draft).code()).isEqualTo("approval-needed");
    }

    @Test
    void whoever_edited_it_cannot_approve_it_either() {
        var draft = stage.draft("hello", Stage.everybody());
        var editor = publisher();
        edit(editor, draft);
        var submitted = decide(stage.operator(), draft, "submit", Map.of());

        assertThat(decide(editor, draft, "approve", seen(submitted.json(), "")).status())
                .isEqualTo(403);
    }

    @Test
    void an_edit_voids_the_approval() {
        var draft = stage.draft("hello", Stage.everybody());
        var submitted = decide(stage.operator(), draft, "submit", Map.of());
        decide(publisher(), draft, "approve", seen(submitted.json(), ""));

        edit(stage.operator(), draft);

        assertThat(stage.broadcast(draft).path("state").asString()).isEqualTo("draft");
        assertThat(stage.broadcast(draft).path("approved").asBoolean()).isFalse();
        assertThat(stage.send(draft).code()).isEqualTo("approval-needed");
    }

    @Test
    void what_was_changed_behind_the_approvers_back_is_not_approved() {
        var draft = stage.draft("hello", Stage.everybody());
        var submitted = decide(stage.operator(), draft, "submit", Map.of());
        edit(stage.operator(), draft);
        decide(stage.operator(), draft, "submit", Map.of());

        var refused = decide(publisher(), draft, "approve", seen(submitted.json(), ""));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("broadcast-changed");
    }

    @Test
    void what_somebody_else_changed_is_not_overwritten_unseen() {
        var draft = stage.draft("hello", Stage.everybody());
        var seen = stage.broadcast(draft);
        var colleague = publisher();
        assertThat(seen.path("edited").isNull()).isTrue();
        edit(colleague, draft);

        var refused = editOf(seen, "mine");
        var now = stage.broadcast(draft);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("broadcast-changed");
        assertThat(now.at("/message/content").asString()).isEqualTo("edited");
        assertThat(now.at("/edited/by/name").asString()).isNotBlank();
        assertThat(now.at("/edited/by/id")).isNotEqualTo(now.at("/createdBy/id"));
        assertThat(now.at("/edited/at").asString()).isNotBlank();
        assertThat(editOf(now, "mine").json().at("/message/content").asString()).isEqualTo("mine");
    }

    @Test
    void of_two_edits_of_the_same_revision_one_is_refused() {
        var draft = stage.draft("hello", Stage.everybody());
        var seen = stage.broadcast(draft);

        assertThat(editOf(seen, "first").status()).isEqualTo(200);
        assertThat(editOf(seen, "second").status()).isEqualTo(409);
        assertThat(stage.broadcast(draft).at("/message/content").asString()).isEqualTo("first");
    }

    @Test
    void what_is_rejected_says_why_and_can_be_submitted_again() {
        var draft = stage.draft("hello", Stage.everybody());
        var submitted = decide(stage.operator(), draft, "submit", Map.of());

        var rejected = decide(publisher(), draft, "reject", seen(submitted.json(), "too loud"));

        assertThat(rejected.json().path("state").asString()).isEqualTo("rejected");
        assertThat(rejected.json().at("/reviews/1/comment").asString()).isEqualTo("too loud");
        assertThat(stage.send(draft).status()).isEqualTo(409);
        assertThat(decide(stage.operator(), draft, "submit", Map.of()).status()).isEqualTo(200);
    }

    private Visitor publisher() {
        var operator = visitors.operator();
        grants.grant(operator.id(), UUID.fromString(stage.accountId()), Role.PUBLISHER);
        return visitors.signedIn(operator);
    }

    private void edit(Visitor editor, String draft) {
        var edited =
                editor.put(
                        stage.path("/broadcasts/" + draft),
                        Map.of("message", Stage.text("edited"), "audience", Stage.everybody()));
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    }

    private Visitor.Answer editOf(JsonNode seen, String text) {
        return stage.operator()
                .put(
                        stage.path("/broadcasts/" + seen.path("id").asString()),
                        Map.of(
                                "message",
                                Stage.text(text),
                                "revision",
                                seen.path("revision").asLong()));
    }

    private Visitor.Answer decide(
            Visitor by, String broadcast, String decision, Map<String, Object> body) {
        return by.post(stage.path("/broadcasts/" + broadcast + "/" + decision), body);
    }

    private static Map<String, Object> seen(JsonNode broadcast, String comment) {
        return Map.of("revision", broadcast.path("revision").asLong(), "comment", comment);
    }

    private java.util.List<String> audited(String broadcast) {
        return sql.sql("SELECT action FROM access.audit WHERE details ->> 'broadcast' = :id")
                .param("id", broadcast)
                .query(String.class)
                .list();
    }
}
