package io.qunfa.server.reply;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.reply.RuleForms.AnswerForm;
import io.qunfa.server.reply.RuleForms.TriggerForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rules in PostgreSQL. Whatever changes an account's rules calls {@link #change} first. */
@Component
final class RuleStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RuleStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Lets changes of one account wait for each other, and makes what nodes remember old. */
    void change(AccountId account) {
        jdbc.sql(
                        """
                        INSERT INTO reply.settings AS s (account_id, version, blank_hint)
                        VALUES (:account, 1, :hint)
                        ON CONFLICT (account_id) DO UPDATE SET version = s.version + 1
                        """)
                .param("account", account.value())
                .param("hint", Replies.BLANK_HINT)
                .update();
    }

    /** How often each account's rules were changed; an account that is absent has none. */
    Map<AccountId, Long> versions() {
        return jdbc
                .sql("SELECT account_id, version FROM reply.settings")
                .query(
                        (row, _) ->
                                Map.entry(
                                        new AccountId(row.getObject("account_id", UUID.class)),
                                        row.getLong("version")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<String> blankHint(AccountId account) {
        var rows =
                jdbc.sql("SELECT blank_hint FROM reply.settings WHERE account_id = :account")
                        .param("account", account.value())
                        .query((row, _) -> Optional.ofNullable(row.getString("blank_hint")))
                        .list();
        return rows.isEmpty() ? Optional.of(Replies.BLANK_HINT) : rows.getFirst();
    }

    void blankHint(AccountId account, Optional<String> hint) {
        jdbc.sql("UPDATE reply.settings SET blank_hint = :hint WHERE account_id = :account")
                .param("account", account.value())
                .param("hint", hint.orElse(null), Types.VARCHAR)
                .update();
    }

    List<Rule> all(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT id, name, enabled, trigger, answer, updated_at, updated_by
                        FROM reply.rule WHERE account_id = :account
                        ORDER BY position
                        """)
                .param("account", account.value())
                .query((row, _) -> rule(row))
                .list();
    }

    /** Behind all others. */
    void insert(AccountId account, Rule rule) {
        jdbc.sql(
                        """
                        INSERT INTO reply.rule (
                            account_id, id, position, name, enabled, trigger, answer, updated_at,
                            updated_by)
                        SELECT :account, :id, coalesce(max(position), 0) + 1, :name, :enabled,
                               :trigger::jsonb, :answer::jsonb, :updatedAt, :updatedBy
                        FROM reply.rule WHERE account_id = :account
                        """)
                .param("account", account.value())
                .params(columns(rule))
                .update();
    }

    /** False if it is gone. */
    boolean update(AccountId account, Rule rule) {
        return jdbc.sql(
                                """
                                UPDATE reply.rule
                                SET name = :name, enabled = :enabled, trigger = :trigger::jsonb,
                                    answer = :answer::jsonb, updated_at = :updatedAt,
                                    updated_by = :updatedBy
                                WHERE account_id = :account AND id = :id
                                """)
                        .param("account", account.value())
                        .params(columns(rule))
                        .update()
                == 1;
    }

    boolean delete(AccountId account, UUID id) {
        return jdbc.sql("DELETE FROM reply.rule WHERE account_id = :account AND id = :id")
                        .param("account", account.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    void place(AccountId account, UUID id, int position) {
        jdbc.sql(
                        """
                        UPDATE reply.rule SET position = :position
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", id)
                .param("position", position)
                .update();
    }

    private Map<String, Object> columns(Rule rule) {
        var content = rule.content();
        return Map.of(
                "id", rule.id(),
                "name", content.name(),
                "enabled", content.enabled(),
                "trigger", json.writeValueAsString(TriggerForm.of(content.trigger())),
                "answer", json.writeValueAsString(AnswerForm.of(content.answer())),
                "updatedAt", Timestamp.from(rule.updatedAt()),
                "updatedBy", rule.updatedBy());
    }

    private Rule rule(ResultSet row) throws SQLException {
        return new Rule(
                row.getObject("id", UUID.class),
                new Rule.Content(
                        row.getString("name"),
                        row.getBoolean("enabled"),
                        json.readValue(row.getString("trigger"), TriggerForm.class).trigger(),
                        json.readValue(row.getString("answer"), AnswerForm.class).answer()),
                row.getTimestamp("updated_at").toInstant(),
                row.getString("updated_by"));
    }
}
