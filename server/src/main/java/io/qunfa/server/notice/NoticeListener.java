package io.qunfa.server.notice;

import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.broadcast.BroadcastChanged;
import io.qunfa.server.webhook.WebhookDisabled;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears of what people need to know. */
@Component
final class NoticeListener {

    private static final Duration DAY = Duration.ofDays(1);

    private final Notices notices;
    private final Accounts accounts;

    NoticeListener(Notices notices, Accounts accounts) {
        this.notices = notices;
        this.accounts = accounts;
    }

    @EventListener
    void on(BroadcastChanged changed) {
        switch (changed.state()) {
            case HELD -> raise("broadcast-held", changed);
            case FAILED -> raise("broadcast-failed", changed);
            case PARTLY_SENT -> raise("broadcast-partly-sent", changed);
            default -> {}
        }
    }

    private void raise(String code, BroadcastChanged changed) {
        var parameters = new HashMap<String, Object>();
        parameters.put("broadcast", changed.broadcast().toString());
        var reason = changed.reason();
        parameters.put("reason", reason == null ? "" : reason.code());
        if (reason != null) {
            parameters.put("reasonParameters", reason.parameters());
        }
        notices.raise(changed.account(), code, parameters);
    }

    @EventListener
    void on(WebhookDisabled disabled) {
        notices.raise(disabled.account(), "webhook-disabled", Map.of("host", disabled.host()));
    }

    /** Connections are checked elsewhere; one that is broken is told once a day. */
    void lookAtConnections() {
        for (Account account : accounts.all()) {
            account.connection()
                    .problem()
                    .ifPresent(
                            problem ->
                                    notices.raiseOnce(
                                            account.id(),
                                            "connection-broken",
                                            Map.of("problem", problem),
                                            DAY));
        }
    }
}
