package io.qunfa.server.broadcast;

import io.qunfa.client.ClientMsgId;
import io.qunfa.client.MsgId;
import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.content.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Broadcasts and their calls in PostgreSQL, as operators see and change them. */
@Component
final class BroadcastStore {

    private final JdbcClient sql;
    private final JsonMapper json;

    BroadcastStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    void insertDraft(Broadcast draft) {
        sql.sql(
                        """
                        INSERT INTO broadcast.broadcast
                               (account_id, id, state, message, audience_kind, audience_tag,
                                audience_members, audience_unknown, created_at, created_by,
                                created_by_name)
                        VALUES (:account, :id, 'draft', :message::jsonb, :kind, :tag,
                                :members, :unknown, :now, :author, :authorName)
                        """)
                .param("account", draft.account().value())
                .param("id", draft.id().value())
                .param("message", json.writeValueAsString(draft.message()))
                .param("kind", kind(draft.addressees()))
                .param("tag", tag(draft.addressees()))
                .param("members", members(draft.addressees()))
                .param("unknown", unknown(draft.addressees()))
                .param("now", Timestamp.from(draft.createdAt()))
                .param("author", draft.createdBy().id())
                .param("authorName", draft.createdBy().name())
                .update();
    }

    /** Replaces what a draft says. False if it is no draft any more. */
    boolean edit(AccountId account, BroadcastId id, Message message, Addressees addressees) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET message = :message::jsonb, audience_kind = :kind,
                                    audience_tag = :tag, audience_members = :members,
                                    audience_unknown = :unknown, revision = revision + 1
                                WHERE account_id = :account AND id = :id AND state = 'draft'
                                """)
                        .param("account", account.value())
                        .param("id", id.value())
                        .param("message", json.writeValueAsString(message))
                        .param("kind", kind(addressees))
                        .param("tag", tag(addressees))
                        .param("members", members(addressees))
                        .param("unknown", unknown(addressees))
                        .update()
                == 1;
    }

    Optional<Broadcast> find(AccountId account, BroadcastId id) {
        return sql.sql("SELECT * FROM broadcast.broadcast WHERE account_id = :account AND id = :id")
                .param("account", account.value())
                .param("id", id.value())
                .query((row, _) -> broadcast(row))
                .optional()
                .map(found -> found.withCalls(calls(account, id)));
    }

    Optional<Long> revision(AccountId account, BroadcastId id) {
        return sql.sql(
                        """
                        SELECT revision FROM broadcast.broadcast
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    /** Newest first, those older than the one named. */
    List<Broadcast> page(AccountId account, Optional<BroadcastId> after, int limit) {
        return sql
                .sql(
                        """
                        SELECT * FROM broadcast.broadcast
                        WHERE account_id = :account AND (:after::uuid IS NULL OR id < :after::uuid)
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .param("account", account.value())
                .param("after", after.map(BroadcastId::value).orElse(null))
                .param("limit", limit)
                .query((row, _) -> broadcast(row))
                .list()
                .stream()
                .map(found -> found.withCalls(calls(account, found.id())))
                .toList();
    }

    List<Call> calls(AccountId account, BroadcastId id) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.call
                        WHERE account_id = :account AND broadcast_id = :id
                        ORDER BY number
                        """)
                .param("account", account.value())
                .param("id", id.value())
                .query((row, _) -> call(row))
                .list();
    }

    /** A call that is not yet stored, with the followers it is for, if they are named. */
    record Cut(UUID id, int number, long recipients, @Nullable RoaringBitmap members) {

        ClientMsgId key() {
            return ClientMsgId.of(id);
        }
    }

    /** Turns a draft into a broadcast under way. False if it is no draft any more. */
    boolean start(Broadcast draft, Plan plan, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET state = 'sending', route = :route, recipients = :recipients,
                                    sent_at = :now, due_at = :now, audience_unknown = '{}',
                                    revision = revision + 1
                                WHERE account_id = :account AND id = :id AND state = 'draft'
                                  AND revision = :revision
                                """)
                        .param("account", draft.account().value())
                        .param("id", draft.id().value())
                        .param("revision", draft.revision())
                        .param("route", plan.route().word())
                        .param("recipients", plan.recipients())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void insertCall(AccountId account, BroadcastId id, Cut cut) {
        sql.sql(
                        """
                        INSERT INTO broadcast.call
                               (account_id, id, broadcast_id, number, key, recipients, members)
                        VALUES (:account, :id, :broadcast, :number, :key, :recipients, :members)
                        """)
                .param("account", account.value())
                .param("id", cut.id())
                .param("broadcast", id.value())
                .param("number", cut.number())
                .param("key", cut.key().value())
                .param("recipients", cut.recipients())
                .param("members", cut.members() == null ? null : bytes(cut.members()))
                .update();
    }

    /** What is sent to whom, without the calls. */
    DeliveryStore.Dispatch dispatch(AccountId account, BroadcastId id) {
        return sql.sql(
                        """
                        SELECT route, message, audience_tag FROM broadcast.broadcast
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", id.value())
                .query((row, _) -> dispatch(row))
                .single();
    }

    private DeliveryStore.Dispatch dispatch(ResultSet row) throws SQLException {
        var tag = row.getObject("audience_tag", Long.class);
        return new DeliveryStore.Dispatch(
                Route.valueOf(constant(row.getString("route"))),
                json.readValue(row.getString("message"), Message.class),
                tag == null ? null : new TagId(tag));
    }

    boolean cancelDraft(AccountId account, BroadcastId id, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET state = 'cancelled', finished_at = :now, audience_unknown = '{}',
                                    revision = revision + 1
                                WHERE account_id = :account AND id = :id AND state = 'draft'
                                """)
                        .param("account", account.value())
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Keeps calls that are not yet begun from being made. False if it is not under way. */
    boolean cancelRest(AccountId account, BroadcastId id, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET stop = 'cancelled', due_at = :now, revision = revision + 1
                                WHERE account_id = :account AND id = :id
                                  AND state IN ('sending', 'paused', 'held')
                                  AND stop IN ('nothing', 'paused', 'held')
                                """)
                        .param("account", account.value())
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private Broadcast broadcast(ResultSet row) throws SQLException {
        return new Broadcast(
                new AccountId(row.getObject("account_id", UUID.class)),
                new BroadcastId(row.getObject("id", UUID.class)),
                row.getLong("revision"),
                BroadcastState.valueOf(constant(row.getString("state"))),
                json.readValue(row.getString("message"), Message.class),
                addressees(row),
                row.getObject("recipients", Long.class),
                reason(row.getString("problem")),
                new Author(
                        row.getObject("created_by", UUID.class), row.getString("created_by_name")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "sent_at"),
                instant(row, "finished_at"),
                List.of());
    }

    private Call call(ResultSet row) throws SQLException {
        return new Call(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                CallState.valueOf(constant(row.getString("state"))),
                new ClientMsgId(row.getString("key")),
                row.getLong("recipients"),
                row.getInt("attempts"),
                row.getBoolean("doubtful"),
                instant(row, "due_at"),
                msgId(row),
                row.getString("status"),
                row.getObject("successful", Boolean.class),
                counts(row),
                row.getInt("polls"),
                reason(row.getString("problem")),
                instant(row, "intent_at"),
                instant(row, "attempted_at"),
                instant(row, "accepted_at"),
                instant(row, "finished_at"));
    }

    /** One call as stored; for the delivery, which reads the same rows. */
    Call readCall(ResultSet row) throws SQLException {
        return call(row);
    }

    String write(@Nullable Reason reason) {
        return json.writeValueAsString(reason);
    }

    @Nullable Reason reason(@Nullable String stored) {
        return stored == null ? null : json.readValue(stored, Reason.class);
    }

    private static @Nullable MsgId msgId(ResultSet row) throws SQLException {
        var stored = row.getObject("msg_id", Long.class);
        return stored == null ? null : new MsgId(stored);
    }

    private static @Nullable Counts counts(ResultSet row) throws SQLException {
        return row.getObject("count_total") == null
                ? null
                : new Counts(
                        row.getLong("count_total"),
                        row.getLong("count_eligible"),
                        row.getLong("count_delivered"),
                        row.getLong("count_failed"));
    }

    private static Addressees addressees(ResultSet row) throws SQLException {
        return switch (row.getString("audience_kind")) {
            case "all" -> new Addressees.Everybody();
            case "tag" -> new Addressees.Tagged(new TagId(row.getLong("audience_tag")));
            case "openIds" ->
                    new Addressees.Named(
                            bitmap(row.getBytes("audience_members")),
                            openIds(row.getArray("audience_unknown")));
            case String kind -> throw new IllegalStateException("unknown audience: " + kind);
        };
    }

    private static String kind(Addressees addressees) {
        return switch (addressees) {
            case Addressees.Everybody _ -> "all";
            case Addressees.Tagged _ -> "tag";
            case Addressees.Named _ -> "openIds";
        };
    }

    private static @Nullable Long tag(Addressees addressees) {
        return addressees instanceof Addressees.Tagged(var tag) ? tag.value() : null;
    }

    private static byte @Nullable [] members(Addressees addressees) {
        return addressees instanceof Addressees.Named(var members, _) ? bytes(members) : null;
    }

    private static String[] unknown(Addressees addressees) {
        return addressees instanceof Addressees.Named(_, var unknown)
                ? unknown.stream().map(OpenId::value).toArray(String[]::new)
                : new String[0];
    }

    private static List<OpenId> openIds(Array stored) throws SQLException {
        return Arrays.stream((String[]) stored.getArray()).map(OpenId::new).toList();
    }

    static byte[] bytes(RoaringBitmap bitmap) {
        var buffer = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(buffer);
        return buffer.array();
    }

    static RoaringBitmap bitmap(byte[] stored) {
        try {
            var bitmap = new RoaringBitmap();
            bitmap.deserialize(ByteBuffer.wrap(stored));
            return bitmap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var stored = row.getTimestamp(column);
        return stored == null ? null : stored.toInstant();
    }

    static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
