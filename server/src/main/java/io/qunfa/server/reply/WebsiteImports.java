package io.qunfa.server.reply;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.WebsiteTakenOver;
import io.qunfa.server.reply.WebsiteRules.LeftOut;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goes on with the automatic replies of the platform's website. A rule that was taken over before
 * stays as it is, whatever somebody has made of it since.
 */
@Component
final class WebsiteImports {

    private static final TypeReference<List<LeftOut>> LEFT_OUT = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Replies replies;
    private final InstantSource clock;
    private final JsonMapper json;

    WebsiteImports(JdbcClient jdbc, Replies replies, InstantSource clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.replies = replies;
        this.clock = clock;
        this.json = json;
    }

    /**
     * What became of the website's replies.
     *
     * @param added how many rules are new
     * @param kept how many were there
     */
    record WebsiteImport(Instant importedAt, int added, int kept, List<LeftOut> leftOut) {}

    /** Within the transaction that keeps what the website did. */
    @EventListener
    void on(WebsiteTakenOver taken) {
        var website = WebsiteRules.of(taken.replies());
        var added = replies.adopt(taken.account(), taken.by(), website.rules());
        save(
                taken.account(),
                new WebsiteImport(
                        clock.instant(), added, website.rules().size() - added, website.leftOut()));
    }

    private void save(AccountId account, WebsiteImport done) {
        jdbc.sql(
                        """
                        INSERT INTO reply.website_import (
                            account_id, imported_at, added, kept, left_out)
                        VALUES (:account, :at, :added, :kept, :leftOut::jsonb)
                        ON CONFLICT (account_id) DO UPDATE SET
                            imported_at = excluded.imported_at,
                            added = excluded.added,
                            kept = excluded.kept,
                            left_out = excluded.left_out
                        """)
                .param("account", account.value())
                .param("at", Timestamp.from(done.importedAt()))
                .param("added", done.added())
                .param("kept", done.kept())
                .param("leftOut", json.writeValueAsString(done.leftOut()))
                .update();
    }

    Optional<WebsiteImport> last(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT imported_at, added, kept, left_out FROM reply.website_import
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new WebsiteImport(
                                        row.getTimestamp("imported_at").toInstant(),
                                        row.getInt("added"),
                                        row.getInt("kept"),
                                        json.readValue(row.getString("left_out"), LEFT_OUT)))
                .optional();
    }
}
