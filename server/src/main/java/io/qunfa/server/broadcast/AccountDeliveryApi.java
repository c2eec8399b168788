package io.qunfa.server.broadcast;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What concerns the delivery of all broadcasts of an account, over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}")
final class AccountDeliveryApi {

    private final Accounts accounts;
    private final PaceStore paces;
    private final Audit audit;

    AccountDeliveryApi(Accounts accounts, PaceStore paces, Audit audit) {
        this.accounts = accounts;
        this.paces = paces;
        this.audit = audit;
    }

    /**
     * @param callsPerMinute how many sends may be made in a minute; the platform documents 60
     */
    record PaceView(int callsPerMinute) {}

    /** How many sends may be made in a minute. */
    @GetMapping("/delivery-pace")
    PaceView pace(@PathVariable UUID account) {
        return new PaceView(paces.pace(id(account)).callsPerMinute());
    }

    /** Changes how many sends may be made in a minute. */
    @PutMapping("/delivery-pace")
    @Requires(Role.ADMINISTRATOR)
    PaceView setPace(
            @PathVariable UUID account,
            @RequestBody PaceView request,
            @AuthenticationPrincipal Operator operator) {
        var calls = request.callsPerMinute();
        if (calls < 1 || calls > Pace.MOST) {
            throw Problem.invalid("callsPerMinute", "unknown-value", Map.of("value", calls));
        }
        paces.set(id(account), new Pace(calls));
        audit.record(
                account,
                operator.id(),
                "account.delivery-pace-set",
                Map.of("callsPerMinute", calls));
        return request;
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }
}
