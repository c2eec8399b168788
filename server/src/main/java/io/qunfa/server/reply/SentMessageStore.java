package io.qunfa.server.reply;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.reply.RuleForms.AnswerForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Messages to single followers, in PostgreSQL. */
@Component
final class SentMessageStore {

    private static final String COLUMNS = "id, openid, message, state, errcode, sent_at, sent_by";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SentMessageStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** False if a message with this key is there already. */
    boolean insert(AccountId account, Optional<String> key, SentMessage message) {
        return jdbc.sql(
                                """
                                INSERT INTO reply.sent_message (
                                    account_id, id, key, openid, message, state, sent_at, sent_by)
                                VALUES (
                                    :account, :id, :key, :openid, :message::jsonb, :state, :sentAt,
                                    :sentBy)
                                ON CONFLICT (account_id, key) DO NOTHING
                                """)
                        .param("account", account.value())
                        .param("id", message.id())
                        .param("key", key.orElse(null), Types.VARCHAR)
                        .param("openid", message.to().value())
                        .param("message", json.writeValueAsString(AnswerForm.of(message.message())))
                        .param("state", message.state().name())
                        .param("sentAt", Timestamp.from(message.sentAt()))
                        .param("sentBy", message.sentBy())
                        .update()
                == 1;
    }

    void settle(AccountId account, UUID id, SentMessage.State state, OptionalInt errcode) {
        jdbc.sql(
                        """
                        UPDATE reply.sent_message SET state = :state, errcode = :errcode
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", id)
                .param("state", state.name())
                .param("errcode", errcode.isPresent() ? errcode.getAsInt() : null, Types.INTEGER)
                .update();
    }

    SentMessage byKey(AccountId account, String key) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM reply.sent_message WHERE account_id = :account AND key = :key")
                .param("account", account.value())
                .param("key", key)
                .query((row, _) -> message(row))
                .single();
    }

    SentMessage get(AccountId account, UUID id) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM reply.sent_message WHERE account_id = :account AND id = :id")
                .param("account", account.value())
                .param("id", id)
                .query((row, _) -> message(row))
                .single();
    }

    /** Newest first. */
    List<SentMessage> to(AccountId account, OpenId follower, Optional<UUID> after, int limit) {
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + """
                                   FROM reply.sent_message
                                  WHERE account_id = :account AND openid = :openid
                                    AND (CAST(:after AS uuid) IS NULL OR id < :after)
                                  ORDER BY id DESC LIMIT :limit
                                  """)
                .param("account", account.value())
                .param("openid", follower.value())
                .param("after", after.orElse(null), Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> message(row))
                .list();
    }

    /** The platform demands that a follower who leaves is forgotten. */
    void erase(AccountId account, String openId, Instant left) {
        jdbc.sql(
                        """
                        DELETE FROM reply.sent_message
                        WHERE account_id = :account AND openid = :openid AND sent_at <= :left
                        """)
                .param("left", Timestamp.from(left))
                .param("account", account.value())
                .param("openid", openId)
                .update();
    }

    private SentMessage message(ResultSet row) throws SQLException {
        var errcode = row.getObject("errcode", Integer.class);
        return new SentMessage(
                row.getObject("id", UUID.class),
                new OpenId(row.getString("openid")),
                json.readValue(row.getString("message"), AnswerForm.class).answer(),
                SentMessage.State.valueOf(row.getString("state")),
                errcode == null ? OptionalInt.empty() : OptionalInt.of(errcode),
                row.getTimestamp("sent_at").toInstant(),
                row.getString("sent_by"));
    }
}
