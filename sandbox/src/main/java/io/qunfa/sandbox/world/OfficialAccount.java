package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One Official Account with everything that belongs to it. */
public final class OfficialAccount {

    /** The sender of the platform's own events looks like a follower who never was. */
    private static final int HELPER = Integer.MAX_VALUE;

    /** How many can follow a test account. */
    static final int MAX_TESTERS = 100;

    private static final long FIRST_MESSAGE_ID = 2_400_000_000_000_001L;

    private final ReentrantLock lock = new ReentrantLock();
    private final World world;
    private final AccountIdentity identity;
    private final OpenIds openIds;
    private final Followers followers;
    private final Tags tags;
    private final TokenChannels tokens;
    private final CallCounters counters;
    private final MassSends massSends;
    private final Phones phones;
    private final Groups groups;
    private final Blocklist blocklist;
    private final FollowerNotes notes = new FollowerNotes();
    private final QuotaClearings clearings;
    private final Relations relations;
    private final Content content;
    private final AddressConfirmation addresses = new AddressConfirmation();
    private volatile AccountSettings settings;
    private volatile @Nullable CallbackSettings callback;
    private long messagesSaid;

    OfficialAccount(World world, long key, AccountIdentity identity, AccountSettings settings) {
        this.world = world;
        this.identity = identity;
        this.settings = settings;
        this.openIds = new OpenIds(key);
        this.followers = new Followers(openIds);
        this.tags =
                new Tags(
                        followers,
                        () -> switches().content().isOn(ContentSwitch.TAG_NAMES_IN_BYTES));
        this.tokens = new TokenChannels(this, world, key);
        this.counters = new CallCounters(world.clock());
        this.massSends = new MassSends(this);
        this.phones = new Phones(massSends);
        this.groups = new Groups(tags, followers);
        this.blocklist = new Blocklist(tags, followers);
        this.clearings = new QuotaClearings(world.clock(), counters);
        this.relations = new Relations(this, key);
        this.content = new Content(this, key);
    }

    /** Does something with the account while nobody else does. */
    public <T> T call(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does something with the account while nobody else does. */
    public void run(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    void schedule(Duration delay, Runnable step) {
        world.clock().schedule(delay, () -> run(step));
    }

    /** The platform tells the account's server something. */
    public void tell(Notice notice) {
        world.events().noticed(this, notice);
    }

    void announce(MassJob job) {
        world.events().massSendFinished(this, job);
    }

    /** Someone who never followed is seen; the new number. */
    public int meet() {
        return followers.meet();
    }

    /** A test account has at most 100 followers. */
    void requireRoomForFollowers(int newcomers) {
        if (kind() == AccountKind.TEST && followers.count() + newcomers > MAX_TESTERS) {
            throw new IllegalArgumentException(
                    "a test account has at most %d followers: %d and %d more"
                            .formatted(MAX_TESTERS, followers.count(), newcomers));
        }
    }

    void announce(PublishJob job) {
        world.events().published(this, job);
    }

    /** New people follow, pushed as {@code subscribe} each; the first of their numbers. */
    public int follow(int newcomers) {
        requireRoomForFollowers(newcomers);
        int first = followers.follow(newcomers, clock().instant());
        relations.followed(first, newcomers);
        world.events().followed(this, first, newcomers);
        return first;
    }

    /** Someone who left follows again. */
    public void followAgain(int number) {
        if (followers.followAgain(number, clock().instant())) {
            relations.followed(number, 1);
            world.events().followed(this, number, 1);
        }
    }

    /** Someone leaves; the platform pushes {@code unsubscribe}. */
    public void unfollow(int number) {
        if (followers.unfollow(number)) {
            tags.forget(number);
            notes.forget(number);
            relations.forget(number);
            world.events().unfollowed(this, number);
        }
    }

    /** The id of the next message that a follower sends. */
    public long nextMessageId() {
        return FIRST_MESSAGE_ID + messagesSaid++;
    }

    /** The media id of what a follower says next. */
    public String nextMediaId(int part) {
        return openIds.mediaId(2 * messagesSaid + part);
    }

    /** The OpenID-like sender of job events. */
    public String helperOpenId() {
        return openIds.of(HELPER);
    }

    public AccountIdentity identity() {
        return identity;
    }

    public String appId() {
        return identity.appId();
    }

    public AccountSettings settings() {
        return settings;
    }

    public void change(AccountSettings changed) {
        settings = changed;
    }

    public AccountKind kind() {
        return settings.kind();
    }

    public Switches switches() {
        return settings.switches();
    }

    boolean massProtection() {
        return settings.massProtection();
    }

    public VirtualClock clock() {
        return world.clock();
    }

    public Followers followers() {
        return followers;
    }

    public Tags tags() {
        return tags;
    }

    public Groups groups() {
        return groups;
    }

    public Blocklist blocklist() {
        return blocklist;
    }

    public FollowerNotes notes() {
        return notes;
    }

    public TokenChannels tokens() {
        return tokens;
    }

    public CallCounters counters() {
        return counters;
    }

    public Relations relations() {
        return relations;
    }

    public QuotaClearings clearings() {
        return clearings;
    }

    public MassSends massSends() {
        return massSends;
    }

    public Phones phones() {
        return phones;
    }

    /** Who may fetch tokens, in the administrator's eyes. */
    public AddressConfirmation addresses() {
        return addresses;
    }

    public Content content() {
        return content;
    }

    public Optional<CallbackSettings> callback() {
        return Optional.ofNullable(callback);
    }

    /** Stores a configuration that passed the handshake, or none. */
    public void callback(@Nullable CallbackSettings verified) {
        callback = verified;
    }

    void write(DataOutput out) throws IOException {
        lock.lock();
        try {
            identity.write(out);
            settings.write(out);
            out.writeBoolean(callback != null);
            if (callback != null) {
                callback.write(out);
            }
            out.writeLong(messagesSaid);
            followers.write(out);
            tags.write(out);
            tokens.write(out);
            counters.write(out);
            massSends.write(out);
            phones.write(out);
            notes.write(out);
            clearings.write(out);
            relations.write(out);
            content.write(out);
            addresses.write(out);
        } finally {
            lock.unlock();
        }
    }

    /** Takes over everything but what comes with the account's creation. */
    void read(DataInput in) throws IOException {
        callback = in.readBoolean() ? CallbackSettings.read(in) : null;
        messagesSaid = in.readLong();
        followers.read(in);
        tags.read(in);
        tokens.read(in);
        counters.read(in);
        massSends.read(in);
        phones.read(in);
        notes.read(in);
        clearings.read(in);
        relations.read(in);
        content.read(in);
        addresses.read(in);
    }
}
