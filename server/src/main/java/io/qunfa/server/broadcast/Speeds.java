package io.qunfa.server.broadcast;

import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.account.Accounts;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The speed at which the platform delivers. It is the account's and stays as it was set, so a
 * broadcast that chose none gets what the account had before this server ever set any.
 */
@Component
final class Speeds {

    private static final Logger log = LoggerFactory.getLogger(Speeds.class);

    private final Accounts accounts;
    private final PaceStore paces;
    private final ReportStore reports;
    private final Audit audit;

    Speeds(Accounts accounts, PaceStore paces, ReportStore reports, Audit audit) {
        this.accounts = accounts;
        this.paces = paces;
        this.reports = reports;
        this.audit = audit;
    }

    /** Makes the account as fast as a broadcast wants it. A refusal does not keep it from going. */
    void prepare(Lease lease) {
        var known = paces.speeds(lease.account());
        var chosen = reports.speed(lease.account(), lease.broadcast());
        if (chosen.isEmpty() && known.usual() == null) {
            return;
        }
        var wanted = chosen.orElseGet(() -> Objects.requireNonNull(known.usual()));
        if (wanted.equals(known.set())) {
            return;
        }
        try {
            set(lease, known, wanted);
        } catch (WeChatException e) {
            log.warn("broadcast.speed-not-set level={} errcode={}", wanted, e.code());
            audit.record(
                    lease.account().value(),
                    "broadcast.speed-not-set",
                    Map.of("broadcast", lease.broadcast().toString(), "level", wanted));
        }
    }

    private void set(Lease lease, PaceStore.Speeds known, int wanted) {
        var sends = accounts.wechat(lease.account()).massSends();
        int usual = known.usual() == null ? sends.speed().level() : known.usual();
        sends.setSpeed(wanted);
        paces.speedSet(lease.account(), usual, wanted);
    }
}
