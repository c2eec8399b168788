package io.qunfa.server.notice;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of notices. Their time is the database's. */
@Component
final class NoticeStore {

    private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    NoticeStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Who is written to, and in which language. */
    record Setting(List<String> recipients, String language) {
        Setting {
            recipients = List.copyOf(recipients);
        }
    }

    /** A notice that is to become a mail. */
    record Notice(
            AccountId account, UUID id, String code, Map<String, Object> parameters, int attempt) {}

    /** What was written, or was not. */
    record Line(
            UUID id,
            String code,
            String state,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable String problem) {}

    Optional<Setting> setting(AccountId account) {
        return sql.sql(
                        "SELECT recipients, language FROM notice.setting WHERE account_id = :account")
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Setting(
                                        List.of((String[]) row.getArray("recipients").getArray()),
                                        row.getString("language")))
                .optional();
    }

    void write(AccountId account, Setting setting) {
        sql.sql(
                        """
                        INSERT INTO notice.setting (account_id, recipients, language)
                        VALUES (:account, :recipients, :language)
                        ON CONFLICT (account_id) DO UPDATE
                        SET recipients = :recipients, language = :language
                        """)
                .param("account", account.value())
                .param("recipients", setting.recipients().toArray(String[]::new))
                .param("language", setting.language())
                .update();
    }

    /** Keeps a notice; it becomes a mail if there are not too many of this account already. */
    void insert(Notice notice, int mostAnHour) {
        sql.sql(
                        """
                        INSERT INTO notice.mail (account_id, id, code, parameters, state)
                        SELECT :account, :id, :code, :parameters::jsonb,
                               CASE WHEN (SELECT count(*) FROM notice.mail
                                          WHERE account_id = :account AND state <> 'suppressed'
                                            AND created_at > now() - interval '1 hour') < :most
                                    THEN 'waiting' ELSE 'suppressed' END
                        """)
                .param("account", notice.account().value())
                .param("id", notice.id())
                .param("code", notice.code())
                .param("parameters", json.writeValueAsString(notice.parameters()))
                .param("most", mostAnHour)
                .update();
    }

    boolean saidLately(AccountId account, String code, Duration lately) {
        return sql.sql(
                        """
                        SELECT EXISTS (SELECT FROM notice.mail
                            WHERE account_id = :account AND code = :code
                              AND created_at > now() - :lately * interval '1 second')
                        """)
                .param("account", account.value())
                .param("code", code)
                .param("lately", lately.toSeconds())
                .query(Boolean.class)
                .single();
    }

    /** Takes the next mail for a while; who takes it after that has a higher attempt. */
    Optional<Notice> claim(Duration lease) {
        return sql.sql(
                        """
                        UPDATE notice.mail m
                        SET attempts = attempts + 1, due_at = now() + :lease * interval '1 second'
                        FROM (SELECT account_id, id FROM notice.mail
                              WHERE state = 'waiting' AND due_at <= now()
                              ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) due
                        WHERE m.account_id = due.account_id AND m.id = due.id
                        RETURNING m.account_id, m.id, m.code, m.parameters, m.attempts
                        """)
                .param("lease", lease.toSeconds())
                .query((row, _) -> notice(row))
                .optional();
    }

    void sent(Notice notice) {
        settle(notice, "sent", null, Duration.ZERO);
    }

    void failed(Notice notice, String problem, Optional<Duration> again) {
        settle(
                notice,
                again.isPresent() ? "waiting" : "failed",
                problem,
                again.orElse(Duration.ZERO));
    }

    private void settle(Notice notice, String state, @Nullable String problem, Duration again) {
        sql.sql(
                        """
                        UPDATE notice.mail
                        SET state = :state, problem = :problem,
                            due_at = now() + :again * interval '1 second',
                            sent_at = CASE WHEN :state = 'sent' THEN now() END
                        WHERE account_id = :account AND id = :id AND attempts = :attempt
                        """)
                .param("account", notice.account().value())
                .param("id", notice.id())
                .param("attempt", notice.attempt())
                .param("state", state)
                .param("problem", problem)
                .param("again", again.toSeconds())
                .update();
    }

    /** Newest first. */
    List<Line> log(AccountId account, int most) {
        return sql.sql(
                        """
                        SELECT * FROM notice.mail WHERE account_id = :account
                        ORDER BY id DESC LIMIT :most
                        """)
                .param("account", account.value())
                .param("most", most)
                .query((row, _) -> line(row))
                .list();
    }

    private Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getString("code"),
                json.readValue(row.getString("parameters"), PARAMETERS),
                row.getInt("attempts"));
    }

    private static Line line(ResultSet row) throws SQLException {
        var sentAt = row.getObject("sent_at", OffsetDateTime.class);
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("state"),
                row.getTimestamp("created_at").toInstant(),
                sentAt == null ? null : sentAt.toInstant(),
                row.getString("problem"));
    }
}
