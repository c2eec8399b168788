package io.qunfa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.Article;
import io.qunfa.client.CommentRule;
import io.qunfa.client.MediaKind;
import io.qunfa.client.Upload;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.testing.SamplePictures;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import picocli.CommandLine;

/** The whole way of a broadcast from a terminal. */
@ServerTest
final class BroadcastCommandIT {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir Path temporary;

    private final Stage stage;
    private final Accounts accounts;
    private final String server;
    private final String token;
    private String out = "";
    private String err = "";

    BroadcastCommandIT(
            @Autowired Stages stages,
            @Autowired Accounts accounts,
            @Autowired Environment environment) {
        this.accounts = accounts;
        this.stage = stages.withFollowers(12);
        this.server = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
        var asked =
                Map.of("name", "terminal", "scopes", List.of("read", "plan", "send", "administer"));
        var created = stage.operator().post("/api/v1/api-tokens", asked);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        this.token = created.json().path("secret").asString();
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_plan_is_told_and_nothing_is_sent() {
        run("send", "--to-all", "--text", "hello", "--plan");

        assertThat(out).contains("Recipients  12", "to-all, enters the account's history", "note:");
        run("broadcast", "list");
        assertThat(out).contains("cancelled", "hello");
        run("broadcast", "list", "--state", "draft,cancelled", "--text", "HELL", "--kind", "text");
        assertThat(out).contains("hello");
        run("broadcast", "list", "--to", "2001-01-01");
        assertThat(out).doesNotContain("hello");
        run("broadcast", "list", "--author", "nobody");
        assertThat(err).contains("nobody has written no broadcast");
        assertThat(stage.platform().ledger()).isEmpty();
    }

    @Test
    void a_list_of_a_file_is_sent_when_its_number_is_typed() throws Exception {
        var file = temporary.resolve("friends.csv");
        Files.writeString(
                file, "openid\n" + String.join("\n", stage.platform().followers(5)) + "\n");

        var refused = typing("4", "send", "--openids", file.toString(), "--text", "hi");

        assertThat(refused).isEqualTo(1);
        assertThat(err).contains("Nothing was sent.");
        var sent = sendAndFinish("5", "send", "--openids", file.toString(), "--text", "hi");
        assertThat(sent).isZero();
        assertThat(out).contains("5 followers in friends.csv", "Delivered   5");
        assertThat(stage.platform().ledger()).hasSize(1);
    }

    @Test
    void an_article_is_sent_from_the_draft_box() {
        var wechat = accounts.wechat(AccountId.of(stage.accountId()));
        var picture = Upload.of("cover.png", SamplePictures.png(90, 50));
        var cover = wechat.materials().add(MediaKind.IMAGE, picture).mediaId();
        var article =
                new Article.News(
                        "Tea", "", "", "<p>Hello</p>", "", cover, CommentRule.NOBODY, "", "");
        var draft = wechat.drafts().add(List.<Article>of(article)).value();

        assertThat(run("send", "--to-all", "--text", "both", "--article", draft)).isEqualTo(2);
        assertThat(run("send", "--to-all", "--article", "nobody-has-this", "--yes")).isEqualTo(1);
        assertThat(
                        sendAndFinish(
                                "",
                                "send",
                                "--to-all",
                                "--article",
                                draft,
                                "--ignore-reprint",
                                "--yes"))
                .isZero();

        assertThat(out).contains("Delivered   12");
        run("broadcast", "list");
        assertThat(out).contains("article: Tea");
    }

    @Test
    void to_everybody_one_types_the_name_too() {
        assertThat(typing("12", "send", "--to-all", "--text", "hello")).isEqualTo(1);
        assertThat(sendAndFinish("stage 12", "send", "--to-all", "--text", "hello")).isZero();
        assertThat(out).contains("Delivered   12");
    }

    @Test
    void a_command_that_is_repeated_with_its_key_sends_once() {
        var command =
                List.of("send", "--to-all", "--text", "once", "--yes", "--idempotency-key", "k-1")
                        .toArray(String[]::new);

        assertThat(sendAndFinish("", command)).isZero();
        assertThat(run(command)).isZero();

        assertThat(out).contains("Delivered   12");
        assertThat(stage.platform().ledger()).hasSize(1);
    }

    @Test
    void a_list_that_is_sent_to_again_with_its_key_is_sent_to_once() throws Exception {
        var file = temporary.resolve("friends.txt");
        Files.write(file, stage.platform().followers(3));
        var text = List.of("--text", "once", "--yes", "--idempotency-key", "k-2");
        var words = new ArrayList<>(List.of("send", "--openids", file.toString()));
        words.addAll(text);
        var command = words.toArray(String[]::new);

        assertThat(sendAndFinish("", command)).isZero();
        assertThat(run(command)).isZero();

        assertThat(out).contains("Delivered   3");
        assertThat(stage.platform().ledger()).hasSize(1);
    }

    @Test
    void a_draft_is_submitted_approved_scheduled_and_put_away() {
        run("send", "--to-all", "--text", "for later", "--submit", "-m", "please look");
        var id = id();
        run("broadcast", "show", id);
        assertThat(out).contains("submitted", "please look", "for later", "everybody");
        var revision = value("Revision");

        typing("no", "broadcast", "approve", id, "-m", "fine");
        assertThat(err).contains("Nothing was decided.");
        assertThat(out).contains("Recipients  12");
        assertThat(typing(revision, "broadcast", "approve", id, "-m", "fine")).isZero();
        assertThat(out).contains("approved", "fine");

        var at = "2099-12-01T20:00";
        assertThat(run("broadcast", "plan", id, "--at", at, "--zone", "Europe/Berlin")).isZero();
        assertThat(out).contains("1 on 2099-12-02");
        run("broadcast", "schedule", id, "--yes", "--at", at, "--zone", "Europe/Berlin");
        assertThat(out).contains("scheduled", "2099-12-01T20:00 Europe/Berlin (UTC+01:00)");
        run("broadcast", "unschedule", id);
        assertThat(out).contains("approved");
        run("broadcast", "cancel", id);
        assertThat(out).contains("cancelled");
    }

    @Test
    void a_draft_that_is_rejected_says_why() {
        run("send", "--to-all", "--text", "rejected", "--submit");
        var id = id();
        run("broadcast", "show", id);

        run("broadcast", "reject", id, "--revision", value("Revision"), "-m", "too long");

        assertThat(out).contains("rejected", "too long");
    }

    @Test
    void a_draft_is_shown_sent_paused_resumed_and_exported() throws Exception {
        run("send", "--to-all", "--text", "step by step", "--draft");
        var id = id();
        var follower = stage.platform().followers(1).getFirst();
        assertThat(run("broadcast", "preview", id, "--openid", follower)).isZero();
        assertThat(stage.platform().phone(follower).received()).hasSize(1);

        assertThat(run("broadcast", "send", id, "--yes")).isZero();
        stage.awaitCall(id, "accepted");
        assertThat(run("broadcast", "pause", id)).isEqualTo(1);
        stage.pass(MINUTE);
        stage.await(id, "finished");
        run("broadcast", "result", id);
        assertThat(out).contains("Delivered   12", "Failed      0", "Call 1");
        var file = temporary.resolve("result.csv");
        assertThat(run("broadcast", "export", id, "-o", file.toString())).isZero();
        assertThat(Files.readString(file)).contains("1000000001");
        run("broadcast", "rest", id);
        assertThat(err).isNotBlank();
    }

    @Test
    void quotas_rules_and_tags_are_shown_and_set() {
        var few = stage.platform().followers(3);
        var tag = Long.toString(stage.platform().createTag("few", few));
        assertThat(run("audience", "synchronize")).as(err).isZero();
        assertThat(out).contains("Followers   12, as of", "Tag " + tag, "3  few");

        assertThat(run("quota", "state", "--to-all", "2", "--per-follower", "4")).isZero();
        assertThat(out).contains("2 left of 4", "2 to all, 0 of them today, 4 each: stated");
        run("quota", "exhausted");
        assertThat(out.lines()).hasSize(12);
        run("send", "--tag", tag, "--text", "first words", "--draft");
        var id = id();
        assertThat(run("broadcast", "edit", id, "--text", "other words")).as(err).isZero();
        assertThat(out).contains("other words", "tag " + tag);
        assertThat(run("broadcast", "speed", id, "--level", "4")).isZero();
        assertThat(out).contains("100,000 a minute");
        assertThat(run("broadcast", "speed", id, "--level", "9")).isEqualTo(1);

        assertThat(run("rules", "set", "--quiet", "22:00-08:00", "--grace", "5")).isZero();
        assertThat(out).contains("22:00-08:00, Asia/Shanghai", "5 min", "Four eyes   no");
        assertThat(run("rules", "set", "--quiet", "night")).isEqualTo(1);
        run("rules", "set", "--quiet", "none", "--four-eyes", "true");
        assertThat(out).contains("Quiet       none", "Four eyes   yes", "5 min");
    }

    @Test
    void what_nobody_knows_is_told_and_decided() {
        stage.breakTimes(1_000, "/cgi-bin/message/mass/sendall", "drop-before");
        var id = stage.sent("doubt", Stage.everybody());
        stage.awaitCall(id, "unknown");
        stage.pass(Duration.ofHours(25));
        stage.await(id, "held");

        run("broadcast", "held", id);
        assertThat(out).contains("Call 1, 12 recipients", "--decision not-sent");
        stage.control("{\"faults\":[]}");
        assertThat(run("broadcast", "decide", id, "--decision", "not-sent")).isEqualTo(2);
        assertThat(run("broadcast", "decide", id, "--all", "--decision", "not-sent")).isZero();

        stage.awaitCall(id, "accepted");
    }

    @Test
    void deleting_says_first_what_it_does() {
        var id = stage.sent("deleted?", Stage.everybody());
        stage.awaitCall(id, "accepted");
        stage.pass(MINUTE);
        stage.await(id, "finished");

        var refused = run("broadcast", "delete", id, "--yes");

        assertThat(refused).isEqualTo(1);
        assertThat(err).as(out).isNotBlank();
    }

    @Test
    void a_series_is_previewed_begun_paused_and_ended() {
        run("series", "next", "--cron", "0 8 * * 1-5", "--zone", "Europe/Berlin");
        assertThat(out.lines()).hasSize(5);
        assertThat(out).contains("T08:00 Europe/Berlin");
        var tag = Long.toString(stage.platform().createTag("few", stage.platform().followers(3)));
        stage.pass(Duration.ofSeconds(3));

        run("rules", "set", "--quiet", "08:01-08:00");
        assertThat(run("send", "--tag", tag, "--text", "no", "--cron", "0 9 * * *", "--yes"))
                .isEqualTo(1);
        assertThat(err).contains("08:01");
        run("send", "--tag", tag, "--text", "morning", "--cron", "0 8 * * *", "--yes");
        assertThat(out).as(err).contains("Series ", "T08:00 Asia/Shanghai");
        var id = id();
        run("series", "pause", id);
        assertThat(out).contains("paused");
        run("series", "resume", id);
        assertThat(out).contains("active");
        run("series", "end", id);
        assertThat(out).contains("ended");
        run("series", "list");
        assertThat(out).contains("morning", "ended");
    }

    @Test
    void what_cannot_be_is_one_clear_sentence() {
        assertThat(run("broadcast", "show", "42")).isEqualTo(1);
        assertThat(err).hasLineCount(1).contains("42 is no broadcast's id");
        assertThat(run("broadcast", "schedule", new java.util.UUID(1, 1).toString())).isEqualTo(1);
        assertThat(err).hasLineCount(1).contains("--at");
        assertThat(run("series", "next", "--cron", "whenever")).isEqualTo(1);
        assertThat(err).isNotBlank();
        assertThat(run("series", "next", "--cron", "0 9 31 2 *")).isEqualTo(1);
        assertThat(err).contains("never comes");
        assertThat(run("series", "pause", "42")).isEqualTo(1);
        assertThat(err).contains("42 is no series' id");
        assertThat(run("send", "--to-all", "--text", "", "--plan")).isEqualTo(1);
        assertThat(out).contains("error:");
        assertThat(run("send", "--text", "x", "--openids", "/nowhere", "--yes")).isEqualTo(1);
        assertThat(err).contains("/nowhere");
    }

    @Test
    void every_command_explains_itself() {
        for (var command :
                List.of(
                        "send",
                        "broadcast",
                        "series",
                        "previewers",
                        "audience",
                        "quota",
                        "rules")) {
            assertThat(plain(command, "--help")).isZero();
            assertThat(out).contains("Usage: qunfa " + command);
        }
        plain("broadcast", "help", "approve");
        assertThat(out).contains("--revision", "Approves exactly what was seen");
    }

    @Test
    void the_preview_group_is_kept_and_shown_a_draft() {
        run(
                "previewers",
                "add",
                "--name",
                "Li Lei",
                "--wechat-id",
                stage.platform().phone(stage.platform().followers(1).getFirst()).weChatId());
        assertThat(out).as(err).contains("Li Lei", "joined");
        var previewer = id();
        run("send", "--to-all", "--text", "look", "--draft");

        run("broadcast", "preview", id(), "--group");

        assertThat(out).as(err).contains("Li Lei", "shown");
        assertThat(run("previewers", "remove", previewer)).as(err).isZero();
        run("previewers", "list");
        assertThat(out).isEmpty();
    }

    /** Types this, and lets a minute pass at the platform when it has the call. */
    private int sendAndFinish(String typed, String... arguments) {
        var watcher =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    Stage.await(
                                            () ->
                                                    stage.operator()
                                                            .get(stage.path("/broadcasts?limit=1"))
                                                            .json(),
                                            page ->
                                                    page.at("/items/0/calls/0/state")
                                                            .asString()
                                                            .equals("accepted"));
                                    stage.pass(MINUTE);
                                });
        var code = typing(typed, arguments);
        watcher.interrupt();
        return code;
    }

    private int typing(String text, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server, "--token", token, "--account", stage.accountId()));
        return plain(all.toArray(String[]::new));
    }

    private int plain(String... arguments) {
        var written = new StringWriter();
        var complaints = new StringWriter();
        var line = new CommandLine(new Qunfa());
        line.setOut(new PrintWriter(written, true));
        line.setErr(new PrintWriter(complaints, true));
        var code = Qunfa.run(line, arguments);
        out = written.toString();
        err = complaints.toString();
        return code;
    }

    private String id() {
        var found = ID.matcher(out);
        assertThat(found.find()).as(out + err).isTrue();
        return found.group();
    }

    private String value(String name) {
        return out.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow();
    }
}
