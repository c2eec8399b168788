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
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.RowCallbackHandler;
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
                                audience_members, audience_unknown, once_only_key, over_quota,
                                several_days, separate_articles, in_quiet_hours, approved, writers,
                                series_id, created_at, created_by, created_by_name)
                        VALUES (:account, :id, :state, :message::jsonb, :kind, :tag,
                                :members, :unknown, :onceOnlyKey, :overQuota,
                                :severalDays, :separateArticles, :inQuietHours, :approved, :writers,
                                :series, :now, :author, :authorName)
                        """)
                .params(optionsOf(draft.options()))
                .param("account", draft.account().value())
                .param("id", draft.id().value())
                .param("state", word(draft.state()))
                .param("approved", draft.approval().given())
                .param("writers", draft.approval().writers().toArray(UUID[]::new))
                .param("series", draft.series())
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

    /** What an author says with a broadcast. */
    record Wording(Message message, Addressees addressees, Options options) {}

    /**
     * Replaces what a broadcast says, which makes it a draft that nobody has approved. False if it
     * has changed since it was read.
     */
    boolean edit(Broadcast read, Wording wording, Broadcast.Edited edited) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET message = :message::jsonb, audience_kind = :kind,
                                    audience_tag = :tag, audience_members = :members,
                                    audience_unknown = :unknown, once_only_key = :onceOnlyKey,
                                    over_quota = :overQuota, several_days = :severalDays,
                                    separate_articles = :separateArticles,
                                    in_quiet_hours = :inQuietHours, approved = false,
                                    writers = array_append(array_remove(writers, :writer), :writer),
                                    edited_at = :at, edited_by = :writer, edited_by_name = :name,
                                    state = 'draft', revision = revision + 1
                                WHERE account_id = :account AND id = :id AND revision = :revision
                                  AND state IN ('draft', 'submitted', 'approved', 'rejected')
                                """)
                        .params(optionsOf(wording.options()))
                        .param("account", read.account().value())
                        .param("id", read.id().value())
                        .param("revision", read.revision())
                        .param("message", json.writeValueAsString(wording.message()))
                        .param("kind", kind(wording.addressees()))
                        .param("tag", tag(wording.addressees()))
                        .param("members", members(wording.addressees()))
                        .param("unknown", unknown(wording.addressees()))
                        .param("at", Timestamp.from(edited.at()))
                        .param("writer", edited.by().id())
                        .param("name", edited.by().name())
                        .update()
                == 1;
    }

    private static Map<String, @Nullable Object> optionsOf(Options options) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("onceOnlyKey", options.onceOnlyKey().orElse(null));
        columns.put("overQuota", word(options.overQuota()));
        columns.put("severalDays", options.severalDays());
        columns.put("separateArticles", options.separateArticles());
        columns.put("inQuietHours", options.duringQuietHours());
        return columns;
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

    /**
     * A part of a list.
     *
     * @param after the last broadcast of the page before
     */
    record Slice(Optional<BroadcastId> after, int limit) {}

    /** Newest first. */
    List<Broadcast> page(AccountId account, BroadcastFilter filter, Slice slice) {
        var conditions = new ArrayList<>(filter.conditions());
        slice.after()
                .map(last -> new BroadcastFilter.Condition("id < :after", "after", last.value()))
                .ifPresent(conditions::add);
        var query =
                sql.sql(
                        """
                        SELECT * FROM broadcast.broadcast
                        WHERE account_id = :account %s
                        ORDER BY id DESC
                        LIMIT :limit
                        """
                                .formatted(
                                        conditions.stream()
                                                .map(condition -> " AND " + condition.sql())
                                                .collect(Collectors.joining())));
        for (var condition : conditions) {
            query = query.params(condition.parameters());
        }
        var page =
                query.param("account", account.value())
                        .param("limit", slice.limit())
                        .query((row, _) -> broadcast(row))
                        .list();
        var calls = calls(account, page);
        return page.stream()
                .map(found -> found.withCalls(calls.getOrDefault(found.id(), List.of())))
                .toList();
    }

    /** Who has written broadcasts, each by the name of the newest, without reading them all. */
    List<Author> authors(AccountId account) {
        return sql.sql(
                        """
                        WITH RECURSIVE writer (id) AS (
                            (SELECT created_by FROM broadcast.broadcast
                             WHERE account_id = :account ORDER BY created_by LIMIT 1)
                            UNION ALL
                            SELECT (SELECT created_by FROM broadcast.broadcast
                                    WHERE account_id = :account AND created_by > writer.id
                                    ORDER BY created_by LIMIT 1)
                            FROM writer WHERE writer.id IS NOT NULL)
                        SELECT writer.id, newest.created_by_name AS name
                        FROM writer CROSS JOIN LATERAL (
                            SELECT created_by_name FROM broadcast.broadcast
                            WHERE account_id = :account AND created_by = writer.id
                            ORDER BY id DESC LIMIT 1) AS newest
                        ORDER BY name, writer.id
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Author(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    private Map<BroadcastId, List<Call>> calls(AccountId account, List<Broadcast> page) {
        var calls = new HashMap<BroadcastId, List<Call>>();
        sql.sql(
                        """
                        SELECT * FROM broadcast.call
                        WHERE account_id = :account AND broadcast_id = ANY (:ids)
                        ORDER BY broadcast_id, number
                        """)
                .param("account", account.value())
                .param("ids", page.stream().map(found -> found.id().value()).toArray(UUID[]::new))
                .query(
                        (RowCallbackHandler)
                                row ->
                                        calls.computeIfAbsent(
                                                        new BroadcastId(
                                                                row.getObject(
                                                                        "broadcast_id",
                                                                        UUID.class)),
                                                        _ -> new ArrayList<>())
                                                .add(call(row)));
        return calls;
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

    /**
     * A call that is not yet stored, with the followers it is for, if they are named.
     *
     * @param dueAt when it is to be made; null for at once
     */
    record Cut(
            UUID id,
            int number,
            long recipients,
            @Nullable RoaringBitmap members,
            @Nullable Instant dueAt) {

        ClientMsgId key() {
            return ClientMsgId.of(id);
        }

        byte @Nullable [] stored() {
            return members == null ? null : bytes(members);
        }

        @Nullable Timestamp due() {
            return dueAt == null ? null : Timestamp.from(dueAt);
        }
    }

    /** Turns a broadcast into one under way. False if it has changed since it was read. */
    boolean start(Broadcast draft, Plan plan, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET state = 'sending', route = :route, recipients = :recipients,
                                    sent_at = :now, due_at = :now, audience_unknown = '{}',
                                    frozen = :frozen, problem = NULL, revision = revision + 1
                                WHERE account_id = :account AND id = :id AND revision = :revision
                                  AND (state IN ('draft', 'approved', 'scheduled')
                                       OR state = 'held' AND sent_at IS NULL)
                                """)
                        .param("account", draft.account().value())
                        .param("id", draft.id().value())
                        .param("revision", draft.revision())
                        .param("route", plan.route().word())
                        .param("frozen", frozen(plan))
                        .param("recipients", plan.recipients())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Calls that name their recipients keep them themselves. */
    private static byte @Nullable [] frozen(Plan plan) {
        var members = plan.members();
        return members == null || plan.route() == Route.BY_LIST ? null : bytes(members);
    }

    /** A thousand calls are stored in one statement. */
    void insertCalls(AccountId account, BroadcastId id, List<Cut> cuts) {
        sql.sql(
                        """
                        INSERT INTO broadcast.call
                               (account_id, id, broadcast_id, number, key, recipients, members,
                                due_at)
                        SELECT :account, id, :broadcast, number, key, recipients, members, due_at
                        FROM unnest(:ids::uuid[], :numbers::integer[], :keys::text[],
                                    :recipients::bigint[], :members::bytea[],
                                    :dues::timestamptz[])
                             AS cut (id, number, key, recipients, members, due_at)
                        """)
                .param("account", account.value())
                .param("broadcast", id.value())
                .param("ids", column(cuts, Cut::id, UUID[]::new))
                .param("numbers", column(cuts, Cut::number, Integer[]::new))
                .param("keys", column(cuts, cut -> cut.key().value(), String[]::new))
                .param("recipients", column(cuts, Cut::recipients, Long[]::new))
                .param("members", column(cuts, Cut::stored, byte[][]::new))
                .param("dues", column(cuts, Cut::due, Timestamp[]::new))
                .update();
    }

    private static <T> @Nullable T[] column(
            List<Cut> cuts, Function<Cut, @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return cuts.stream().map(value).toArray(array);
    }

    /** What is sent to whom, without the calls. */
    DeliveryStore.Dispatch dispatch(AccountId account, BroadcastId id) {
        return sql.sql(
                        """
                        SELECT b.route, b.message, b.separate_articles,
                               coalesce(b.audience_tag,
                                        CASE WHEN t.step = 'ready' THEN t.tag_id END)
                                   AS audience_tag
                        FROM broadcast.broadcast b
                        LEFT JOIN broadcast.temporary_tag t
                               ON t.account_id = b.account_id AND t.broadcast_id = b.id
                        WHERE b.account_id = :account AND b.id = :id
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
                row.getBoolean("separate_articles"),
                tag == null ? null : new TagId(tag));
    }

    /** Puts away what was never sent. False if it was. */
    boolean cancelUnsent(AccountId account, BroadcastId id, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET state = 'cancelled', finished_at = :now, audience_unknown = '{}',
                                    revision = revision + 1
                                WHERE account_id = :account AND id = :id
                                  AND (state IN ('draft', 'submitted', 'approved', 'rejected',
                                                 'scheduled')
                                       OR state = 'held' AND sent_at IS NULL)
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
                options(row),
                new Approval(row.getBoolean("approved"), Set.of(uuids(row.getArray("writers")))),
                start(row),
                row.getObject("series_id", UUID.class),
                row.getObject("recipients", Long.class),
                reason(row.getString("problem")),
                new Author(
                        row.getObject("created_by", UUID.class), row.getString("created_by_name")),
                row.getTimestamp("created_at").toInstant(),
                edited(row),
                instant(row, "sent_at"),
                instant(row, "finished_at"),
                List.of());
    }

    private static Options options(ResultSet row) throws SQLException {
        return new Options(
                Optional.ofNullable(row.getString("once_only_key")),
                OverQuota.valueOf(constant(row.getString("over_quota"))),
                row.getBoolean("several_days"),
                row.getBoolean("separate_articles"),
                row.getBoolean("in_quiet_hours"));
    }

    private static @Nullable Start start(ResultSet row) throws SQLException {
        var at = row.getTimestamp("start_at");
        return at == null
                ? null
                : new Start(
                        at.toInstant(),
                        row.getObject("start_local", LocalDateTime.class),
                        ZoneId.of(row.getString("start_zone")),
                        Start.Fold.valueOf(constant(row.getString("start_fold"))));
    }

    private static Broadcast.@Nullable Edited edited(ResultSet row) throws SQLException {
        var at = row.getTimestamp("edited_at");
        return at == null
                ? null
                : new Broadcast.Edited(
                        new Author(
                                row.getObject("edited_by", UUID.class),
                                row.getString("edited_by_name")),
                        at.toInstant());
    }

    private static UUID[] uuids(Array stored) throws SQLException {
        return (UUID[]) stored.getArray();
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
