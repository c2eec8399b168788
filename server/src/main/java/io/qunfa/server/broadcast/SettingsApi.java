package io.qunfa.server.broadcast;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How an account's broadcasts are decided and begun, over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/broadcast-settings")
final class SettingsApi {

    private final Accounts accounts;
    private final SettingsStore store;
    private final Audit audit;
    private final TransactionOperations transactions;

    SettingsApi(
            Accounts accounts,
            SettingsStore store,
            Audit audit,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Quiet hours are null if there are none; they may go over midnight. */
    record BroadcastSettingsView(
            boolean fourEyes,
            @Nullable String quietFrom,
            @Nullable String quietTo,
            String zone,
            long graceMinutes,
            int callsPerDay,
            int temporaryTagMembers) {}

    /** What is left out becomes what it is by default. */
    record BroadcastSettingsRequest(
            @Nullable Boolean fourEyes,
            @Nullable String quietFrom,
            @Nullable String quietTo,
            @Nullable String zone,
            @Nullable Integer graceMinutes,
            @Nullable Integer callsPerDay,
            @Nullable Integer temporaryTagMembers) {

        Settings settings() {
            var from = time("quietFrom", quietFrom);
            var to = time("quietTo", quietTo);
            if ((from == null) != (to == null)) {
                throw Problem.invalid(from == null ? "quietFrom" : "quietTo", "required");
            }
            var most = Math.toIntExact(Settings.LONGEST_GRACE.toMinutes());
            var standard = Settings.DEFAULT;
            return new Settings(
                    Boolean.TRUE.equals(fourEyes),
                    from,
                    to,
                    StartRequest.zone("zone", zone),
                    Duration.ofMinutes(
                            number("graceMinutes", graceMinutes, 0, most, standardGrace())),
                    number(
                            "callsPerDay",
                            callsPerDay,
                            1,
                            Settings.MOST_CALLS_PER_DAY,
                            standard.callsPerDay()),
                    number(
                            "temporaryTagMembers",
                            temporaryTagMembers,
                            1,
                            Settings.MOST_TEMPORARY_TAG_MEMBERS,
                            standard.temporaryTagMembers()));
        }

        private static int standardGrace() {
            return Math.toIntExact(Settings.DEFAULT.grace().toMinutes());
        }

        private static int number(
                String field, @Nullable Integer value, int least, int most, int standard) {
            if (value == null) {
                return standard;
            }
            if (value < least || value > most) {
                throw Problem.invalid(
                        field,
                        "out-of-range",
                        Map.of("least", least, "most", most, "value", value));
            }
            return value;
        }

        private static @Nullable LocalTime time(String field, @Nullable String value) {
            if (value == null) {
                return null;
            }
            try {
                return LocalTime.parse(value);
            } catch (DateTimeException _) {
                throw Problem.invalid(field, "time-of-day", Map.of("value", value));
            }
        }
    }

    /** How broadcasts of this account are decided and timed. */
    @GetMapping
    BroadcastSettingsView settings(@PathVariable UUID account) {
        return view(store.of(id(account)));
    }

    /** Changes all of the settings. */
    @PutMapping
    @Requires(Role.ADMINISTRATOR)
    BroadcastSettingsView change(
            @PathVariable UUID account,
            @RequestBody BroadcastSettingsRequest request,
            @AuthenticationPrincipal Operator operator) {
        var id = id(account);
        var settings = request.settings();
        var shown = view(settings);
        transactions.executeWithoutResult(
                _ -> {
                    store.save(id, settings);
                    audit.record(
                            id.value(),
                            operator.id(),
                            "broadcast.settings-changed",
                            Map.of("settings", shown));
                });
        return shown;
    }

    private static BroadcastSettingsView view(Settings settings) {
        var from = settings.quietFrom();
        var to = settings.quietTo();
        return new BroadcastSettingsView(
                settings.fourEyes(),
                from == null ? null : from.toString(),
                to == null ? null : to.toString(),
                settings.zone().getId(),
                settings.grace().toMinutes(),
                settings.callsPerDay(),
                settings.temporaryTagMembers());
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }
}
