package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All accounts on one clock. */
public final class World {

    private static final int MAX_TOKENS_BEFORE_CLEANING = 10_000;

    private volatile WorldSettings settings;
    private final VirtualClock clock;
    private final WorldEvents events;
    private final Map<Integer, OfficialAccount> accounts = new ConcurrentSkipListMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();

    /** A world as it is at the beginning. */
    public World(WorldSettings settings, VirtualClock clock, WorldEvents events) {
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        populate();
    }

    /** Back to the beginning: the first account with its first followers. */
    public void reset() {
        clear();
        populate();
    }

    private void clear() {
        clock.reset();
        accounts.clear();
        tokens.clear();
        created.set(0);
    }

    private void populate() {
        var first = create(AccountSettings.of(settings.kind(), settings.switches()));
        int most =
                settings.kind() == AccountKind.TEST
                        ? OfficialAccount.MAX_TESTERS
                        : settings.followers();
        first.followers().follow(Math.min(settings.followers(), most), clock.instant());
    }

    /** A new account without followers, identified by what follows from the seed. */
    public OfficialAccount create(AccountSettings its) {
        int number = created.getAndIncrement();
        return create(number, AccountIdentity.derived(keyOf(number)), its);
    }

    /**
     * A new account without followers.
     *
     * @param wanted what it is to be identified by, as far as it is not left empty
     * @throws IllegalArgumentException if the AppID is taken
     */
    public OfficialAccount create(AccountIdentity.Wanted wanted, AccountSettings its) {
        if (find(wanted.appId()).isPresent()) {
            throw new IllegalArgumentException("the appid is taken: " + wanted.appId());
        }
        int number = created.getAndIncrement();
        return create(number, AccountIdentity.derived(keyOf(number)).with(wanted), its);
    }

    private OfficialAccount create(int number, AccountIdentity identity, AccountSettings its) {
        var account = new OfficialAccount(this, keyOf(number), identity, its);
        accounts.put(number, account);
        return account;
    }

    private long keyOf(int number) {
        return Randomness.mix(settings.seed(), number);
    }

    /** All accounts, oldest first. */
    public List<OfficialAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    public Optional<OfficialAccount> find(String appId) {
        return accounts.values().stream().filter(a -> a.appId().equals(appId)).findFirst();
    }

    public void delete(OfficialAccount account) {
        accounts.values().remove(account);
        tokens.values().removeIf(token -> token.account() == account);
    }

    public WorldSettings settings() {
        return settings;
    }

    public VirtualClock clock() {
        return clock;
    }

    WorldEvents events() {
        return events;
    }

    /** The account of a valid token; 40001 or 42001 otherwise. */
    public OfficialAccount authenticate(String value) {
        var token = tokens.get(value);
        if (token == null) {
            throw Refusal.of(
                    40001,
                    "the token was issued here",
                    "an unknown token of " + value.length() + " characters",
                    "a token from /cgi-bin/token or /cgi-bin/stable_token");
        }
        token.requireValid(clock.instant());
        return token.account();
    }

    /** Another system takes over: this token ends now. */
    public void kick(String value) {
        var token = tokens.get(value);
        if (token != null) {
            var owner = token.account();
            owner.run(() -> owner.tokens().kick(token));
        }
    }

    void remember(Token token) {
        if (tokens.size() >= MAX_TOKENS_BEFORE_CLEANING) {
            forgetOldTokens(clock.instant());
        }
        tokens.put(token.value(), token);
    }

    private void forgetOldTokens(Instant now) {
        tokens.values().removeIf(token -> token.isForgettable(now));
    }

    Collection<Token> tokensOf(OfficialAccount account) {
        return tokens.values().stream().filter(token -> token.account() == account).toList();
    }

    void write(DataOutput out) throws IOException {
        settings.write(out);
        Snapshot.writeInstant(out, clock.instant());
        out.writeInt(created.get());
        out.writeInt(accounts.size());
        for (var account : accounts.entrySet()) {
            out.writeInt(account.getKey());
            account.getValue().write(out);
        }
    }

    /** A world without followers beside this one. */
    World blank(VirtualClock itsClock) {
        var empty = new WorldSettings(settings.seed(), settings.kind(), 0, settings.switches());
        return new World(empty, itsClock, events);
    }

    void read(DataInput in) throws IOException {
        settings = WorldSettings.read(in);
        clear();
        clock.set(Snapshot.readInstant(in));
        created.set(in.readInt());
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            create(in.readInt(), AccountIdentity.read(in), AccountSettings.read(in)).read(in);
        }
    }
}
