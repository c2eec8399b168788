package io.qunfa.server.broadcast;

import io.qunfa.server.account.Accounts;
import io.qunfa.server.content.Finding;
import io.qunfa.server.http.Problem;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What has to be so before a broadcast may be sent or scheduled. */
@Component
final class Permission {

    private final Accounts accounts;
    private final SettingsStore settings;

    Permission(Accounts accounts, SettingsStore settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /** Whether somebody else has approved it, if the account asks for that. */
    boolean isApproved(Broadcast broadcast) {
        return broadcast.approval().given() || !settings.of(broadcast.account()).fourEyes();
    }

    void requireApproved(Broadcast broadcast) {
        if (!isApproved(broadcast)) {
            throw new Problem(HttpStatus.CONFLICT, "approval-needed", Map.of());
        }
    }

    void requireClear(Plan plan) {
        if (!plan.isClear()) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "plan-has-errors",
                    Map.of("findings", errors(plan)));
        }
    }

    void requireConfirmed(Broadcast broadcast, Plan plan, Confirmation confirmation) {
        var accountName = accounts.get(broadcast.account()).name();
        if (!confirmation.equals(new Confirmation(accountName, plan.recipients()))) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "confirmation-mismatch",
                    Map.of("accountName", accountName, "recipients", plan.recipients()));
        }
    }

    static String errors(Plan plan) {
        return plan.findings().stream()
                .filter(Finding::isError)
                .map(Finding::code)
                .collect(Collectors.joining(", "));
    }
}
