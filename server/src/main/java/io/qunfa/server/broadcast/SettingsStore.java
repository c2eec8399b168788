package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The settings of each account; what nobody has set is as by default. */
@Component
final class SettingsStore {

    private final JdbcClient sql;

    SettingsStore(JdbcClient sql) {
        this.sql = sql;
    }

    Settings of(AccountId account) {
        return sql.sql("SELECT * FROM broadcast.settings WHERE account_id = :account")
                .param("account", account.value())
                .query((row, _) -> settings(row))
                .optional()
                .orElse(Settings.DEFAULT);
    }

    void save(AccountId account, Settings settings) {
        sql.sql(
                        """
                        INSERT INTO broadcast.settings
                               (account_id, four_eyes, quiet_from, quiet_to, zone, grace_seconds,
                                calls_per_day, temporary_tag_members)
                        VALUES (:account, :fourEyes, :quietFrom, :quietTo, :zone, :grace,
                                :callsPerDay, :members)
                        ON CONFLICT (account_id) DO UPDATE
                        SET four_eyes = excluded.four_eyes, quiet_from = excluded.quiet_from,
                            quiet_to = excluded.quiet_to, zone = excluded.zone,
                            grace_seconds = excluded.grace_seconds,
                            calls_per_day = excluded.calls_per_day,
                            temporary_tag_members = excluded.temporary_tag_members
                        """)
                .param("account", account.value())
                .param("fourEyes", settings.fourEyes())
                .param("quietFrom", settings.quietFrom())
                .param("quietTo", settings.quietTo())
                .param("zone", settings.zone().getId())
                .param("grace", settings.grace().toSeconds())
                .param("callsPerDay", settings.callsPerDay())
                .param("members", settings.temporaryTagMembers())
                .update();
    }

    private static Settings settings(ResultSet row) throws SQLException {
        return new Settings(
                row.getBoolean("four_eyes"),
                row.getObject("quiet_from", LocalTime.class),
                row.getObject("quiet_to", LocalTime.class),
                ZoneId.of(row.getString("zone")),
                Duration.ofSeconds(row.getInt("grace_seconds")),
                row.getInt("calls_per_day"),
                row.getInt("temporary_tag_members"));
    }
}
