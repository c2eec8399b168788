package io.qunfa.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.account.PublicAddress;
import io.qunfa.server.broadcast.ReasonWords;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Texts;
import io.qunfa.server.notice.NoticeStore.Setting;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mail to people, by a real mail server. */
@ServerTest
final class NoticeIT {

    private static final String RECIPIENT = "ops@example.com";

    private final GreenMail server = new GreenMail(new ServerSetup(0, null, "smtp"));
    private final Stage stage;
    private final NoticeStore store;
    private final Notices notices;
    private final JdbcClient sql;
    private final AccountId account;

    NoticeIT(
            @Autowired Stages stages,
            @Autowired NoticeStore store,
            @Autowired Accounts accounts,
            @Autowired PublicAddress address,
            @Autowired Texts texts,
            @Autowired ReasonWords words,
            @Autowired Uuid7 ids,
            @Autowired JdbcClient sql) {
        server.start();
        this.stage = stages.withFollowers(1);
        this.store = store;
        this.sql = sql;
        this.account = new AccountId(UUID.fromString(stage.accountId()));
        var mailer =
                new Mailer(
                        "127.0.0.1",
                        server.getSmtp().getPort(),
                        "",
                        "",
                        "qunfa@example.com",
                        "none");
        this.notices = new Notices(store, mailer, accounts, address, texts, words, ids);
    }

    @AfterEach
    void closeAll() {
        server.stop();
        stage.close();
    }

    @Test
    void a_notice_reaches_its_recipients_in_their_language() throws MessagingException {
        write("zh-CN");
        notices.raise(account, "broadcast-held", Map.of("broadcast", "1", "reason", "no-answer"));

        assertThat(notices.workOnce()).isTrue();

        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).contains("挂起");
        assertThat(mail.getAllRecipients()[0]).hasToString(RECIPIENT);
        assertThat(store.log(account, 1)).singleElement().extracting("state").isEqualTo("sent");
    }

    @Test
    void nobody_named_means_no_notice() {
        notices.raise(account, "broadcast-held", Map.of());

        assertThat(store.log(account, 1)).isEmpty();
    }

    @Test
    void more_than_a_few_an_hour_are_kept_and_not_sent() {
        write("en");
        for (var i = 0; i < 15; i++) {
            notices.raise(account, "broadcast-failed", Map.of("broadcast", "1", "reason", ""));
        }

        while (notices.workOnce()) {}

        assertThat(server.getReceivedMessages()).hasSize(10);
        assertThat(store.log(account, 50)).filteredOn("state", "suppressed").hasSize(5);
    }

    @Test
    void a_mail_that_is_not_taken_is_tried_again() {
        write("en");
        server.stop();
        notices.raise(account, "webhook-disabled", Map.of("host", "a.example"));

        assertThat(notices.workOnce()).isTrue();

        var line = store.log(account, 1).getFirst();
        assertThat(line.state()).isEqualTo("waiting");
        assertThat(line.problem()).isNotBlank();
    }

    @Test
    void a_failed_broadcast_is_noticed_with_its_reason_in_words_and_its_page() throws Exception {
        write("en");
        stage.refuseOnce("/cgi-bin/message/mass/sendall", 48001);
        var broadcast = stage.sent("hello", Stage.everybody());

        Stage.await(() -> store.log(account, 1), lines -> !lines.isEmpty());
        assertThat(notices.workOnce()).isTrue();
        assertThat(server.getReceivedMessages()[0].getContent().toString())
                .contains("48001", "/broadcasts/" + broadcast)
                .doesNotContain("not-permitted");
    }

    @Test
    void an_installation_without_a_mail_server_says_so() {
        var answer =
                stage.operator()
                        .put(
                                stage.path("/notices"),
                                Map.of("recipients", List.of(RECIPIENT), "language", "en"));
        assertThat(answer.json().path("mailConfigured").asBoolean()).isFalse();

        assertThat(stage.operator().post(stage.path("/notices/test"), Map.of()).code())
                .isEqualTo("mail-not-configured");
    }

    @Test
    void an_address_that_is_none_is_refused() {
        var answer =
                stage.operator()
                        .put(
                                stage.path("/notices"),
                                Map.of("recipients", List.of("a@b, c@d"), "language", "en"));

        assertThat(answer.status()).isEqualTo(422);
    }

    private void write(String language) {
        sql.sql("DELETE FROM notice.mail").update();
        store.write(account, new Setting(List.of(RECIPIENT), language));
    }
}
