package io.qunfa.server.account;

import io.qunfa.client.AppSecret;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.WeChat;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Caller;
import io.qunfa.server.access.Grants;
import io.qunfa.server.access.OperatorId;
import io.qunfa.server.access.Role;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The Official Accounts this server works for. */
@Component
public final class Accounts {

    private final AccountStore store;
    private final TokenStore tokens;
    private final Clients clients;
    private final CallLog calls;
    private final CallByHandStore callsByHand;
    private final Grants grants;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final boolean clockCanBeTurned;

    Accounts(
            AccountStore store,
            TokenStore tokens,
            Clients clients,
            CallLog calls,
            CallByHandStore callsByHand,
            Grants grants,
            Audit audit,
            TransactionTemplate transaction,
            Uuid7 ids,
            InstantSource clock,
            @Value("${qunfa.clock:system}") String clockName) {
        this.store = store;
        this.tokens = tokens;
        this.clients = clients;
        this.calls = calls;
        this.callsByHand = callsByHand;
        this.grants = grants;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        this.clockCanBeTurned = !clockName.equals("system");
    }

    /** All of them, for work that nobody asks for, such as recovery. */
    public List<Account> all() {
        return store.all();
    }

    /** Those a caller may see. */
    public List<Account> visibleTo(Caller caller) {
        return store.all(grants.accounts(caller));
    }

    public Account get(AccountId id) {
        return store.find(id).orElseThrow(Problem::notFound);
    }

    /** The account of a callback address. */
    public Optional<Account> byKey(String key) {
        return store.byKey(key);
    }

    /**
     * Connects an account after the platform has accepted its credentials. The operator becomes its
     * administrator.
     */
    public Account connect(NewAccount account, OperatorId by) {
        if (clockCanBeTurned && account.endpoints().equals(Endpoints.wechat())) {
            throw new Problem(HttpStatus.CONFLICT, "clock-is-a-sandbox", Map.of());
        }
        verify(account.credentials(), account.endpoints());
        var id = new AccountId(ids.next());
        transaction.executeWithoutResult(_ -> insert(id, account, by));
        return get(id);
    }

    private void insert(AccountId id, NewAccount account, OperatorId by) {
        var secrets = GeneratedSecrets.next();
        if (!store.insert(id, secrets.key(), account, secrets.callback())) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "account-exists",
                    Map.of("appId", account.credentials().appId().value()));
        }
        store.connectionChecked(
                id, new Account.Connection(Optional.of(clock.instant()), Optional.empty()));
        grants.grant(by, id.value(), Role.ADMINISTRATOR);
        audit.record(
                id.value(),
                by,
                "account.connected",
                Map.of(
                        "name", account.name(),
                        "appId", account.credentials().appId().value(),
                        "platform", account.endpoints().api().toString()));
    }

    private void verify(Credentials credentials, Endpoints endpoints) {
        try (var wechat = WeChat.builder(credentials).endpoints(endpoints).clock(clock).build()) {
            wechat.tokens().fetchStable();
        } catch (WeChatException e) {
            throw ConnectionCheck.problem(e);
        }
    }

    /** Asks the platform again whether it accepts the credentials, and keeps the answer. */
    public Account check(AccountId id) {
        var account = get(id);
        try {
            verify(store.credentials(id), account.endpoints());
            accepted(id);
        } catch (Problem e) {
            store.connectionChecked(
                    id,
                    new Account.Connection(Optional.of(clock.instant()), Optional.of(e.code())));
        }
        return get(id);
    }

    /**
     * The client of an account, with its token authority and its call log. Callers do not close it
     * and do not keep it.
     */
    public WeChat wechat(AccountId id) {
        return clients.of(id);
    }

    TokenAuthority tokens(AccountId id) {
        return clients.authority(id);
    }

    /** What an earlier fetch failed with. */
    WeChatException failure(AccountId id, Circuit.State state) {
        return wechat(id).tokens().failure(state.code(), state.text());
    }

    AccountSettings settings(AccountId id) {
        var account = get(id);
        return new AccountSettings(
                account.name(), account.kind(), account.verified(), store.revision(id).channel());
    }

    AccountSettings change(AccountId id, AccountSettings settings, OperatorId by) {
        transaction.executeWithoutResult(
                _ -> {
                    store.settings(id, settings);
                    audit.record(
                            id.value(),
                            by,
                            "account.changed",
                            Map.of(
                                    "name", settings.name(),
                                    "tokenChannel", settings.tokenChannel().name()));
                });
        return settings(id);
    }

    /** Takes a new app secret once the platform has accepted it; until then the old one stays. */
    Account replaceSecret(AccountId id, AppSecret secret, OperatorId by) {
        var account = get(id);
        verify(new Credentials(account.appId(), secret), account.endpoints());
        transaction.executeWithoutResult(
                _ -> {
                    store.appSecret(id, secret);
                    accepted(id);
                    audit.record(id.value(), by, "account.secret-replaced", Map.of());
                });
        return get(id);
    }

    private void accepted(AccountId id) {
        tokens.closeCircuit(id);
        store.connectionChecked(
                id, new Account.Connection(Optional.of(clock.instant()), Optional.empty()));
    }

    public CallbackCredentials callback(AccountId id) {
        return store.callback(id).credentials();
    }

    /**
     * Everything that opens the callback address, the current credentials first; those of before
     * only while they are being changed.
     */
    public List<CallbackCredentials> callbacks(AccountId id) {
        return store.callback(id).accepted(clock.instant());
    }

    /** Makes new callback secrets; those of before are accepted for a while beside them. */
    CallbackCredentials.Settings rotateCallback(
            AccountId id, CallbackRotation wish, OperatorId by) {
        transaction.executeWithoutResult(
                _ -> {
                    var settings = store.callback(id);
                    if (settings.accepted(clock.instant()).size() > 1) {
                        throw new Problem(HttpStatus.CONFLICT, "rotation-under-way", Map.of());
                    }
                    var now = settings.credentials();
                    var mode = wish.mode().orElse(now.mode());
                    var until = clock.instant().plus(wish.overlap());
                    store.callback(
                            id,
                            now.changed(wish.token(), wish.aesKey(), mode),
                            new CallbackCredentials.Previous(now, until));
                    audit.record(
                            id.value(), by, "callback.rotated", Map.of("until", until.toString()));
                });
        return store.callback(id);
    }

    /** From now on only the current callback secrets are accepted. */
    void endCallbackRotation(AccountId id, OperatorId by) {
        transaction.executeWithoutResult(
                _ -> {
                    store.forgetPreviousCallback(id);
                    audit.record(id.value(), by, "callback.rotation-ended", Map.of());
                });
    }

    /**
     * Somebody has taken the callback address off the platform's settings: menu and replies of the
     * website work again, and results have to be asked for.
     */
    Account leaveCallback(AccountId id, OperatorId by) {
        transaction.executeWithoutResult(
                _ -> {
                    store.callbackLeft(id);
                    audit.record(id.value(), by, "callback.left", Map.of());
                });
        return get(id);
    }

    CallbackCredentials.Settings callbackSettings(AccountId id) {
        return store.callback(id);
    }

    /** The platform's handshake succeeded. */
    public void callbackVerified(AccountId id) {
        store.callbackVerified(id, clock.instant());
    }

    /**
     * A callback or a handshake was refused.
     *
     * @param code why; its texts are {@code callback-failure.<code>}
     */
    public void callbackFailed(AccountId id, String code) {
        store.callbackFailed(id, new CallbackCredentials.Failure(clock.instant(), code));
    }

    /** A verified push tells the account's original id as its recipient. */
    public void learnOriginalId(AccountId id, String originalId) {
        store.originalId(id, originalId);
    }

    /** How often a path was called for an account on the platform's day of this moment. */
    public long callsOnDay(AccountId id, String path, Instant at) {
        return calls.onDay(id, path, at);
    }

    /** Forgets what was asked by hand about followers who have left. */
    public void forget(AccountId id, List<String> openIds) {
        callsByHand.forget(id, openIds);
    }

    public void followersCounted(AccountId id, long count, Instant at) {
        store.followersCounted(id, count, at);
    }
}
