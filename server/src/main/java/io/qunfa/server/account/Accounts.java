package io.qunfa.server.account;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The Official Accounts this server works for. */
@Component
public final class Accounts implements DisposableBean {

    private final AccountStore store;
    private final TokenStore tokens;
    private final CallLog calls;
    private final Grants grants;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final boolean clockCanBeTurned;
    private final ConcurrentMap<AccountId, WeChat> clients = new ConcurrentHashMap<>();

    Accounts(
            AccountStore store,
            TokenStore tokens,
            CallLog calls,
            Grants grants,
            Audit audit,
            TransactionTemplate transaction,
            Uuid7 ids,
            InstantSource clock,
            @Value("${qunfa.clock:system}") String clockName) {
        this.store = store;
        this.tokens = tokens;
        this.calls = calls;
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
        Optional<String> problem = Optional.empty();
        try {
            verify(store.credentials(id), account.endpoints());
        } catch (Problem e) {
            problem = Optional.of(e.code());
        }
        store.connectionChecked(id, new Account.Connection(Optional.of(clock.instant()), problem));
        return get(id);
    }

    /**
     * The client of an account, with its token authority and its call log. Callers do not close it.
     */
    public WeChat wechat(AccountId id) {
        var known = clients.get(id);
        if (known != null) {
            return known;
        }
        var made = client(id);
        var raced = clients.putIfAbsent(id, made);
        if (raced != null) {
            made.close();
            return raced;
        }
        return made;
    }

    private WeChat client(AccountId id) {
        var account = get(id);
        return WeChat.builder(store.credentials(id))
                .endpoints(account.endpoints())
                .clock(clock)
                .tokens(platform -> new TokenAuthority(id, tokens, platform, clock))
                .listener(call -> calls.record(id, call))
                .build();
    }

    public CallbackCredentials callback(AccountId id) {
        return store.callback(id).credentials();
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

    public void followersCounted(AccountId id, long count, Instant at) {
        store.followersCounted(id, count, at);
    }

    @Override
    public void destroy() {
        clients.values().forEach(WeChat::close);
    }
}
