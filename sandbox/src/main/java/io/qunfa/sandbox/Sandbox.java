package io.qunfa.sandbox;

import io.qunfa.sandbox.callback.Pushes;
import io.qunfa.sandbox.content.MediaHost;
import io.qunfa.sandbox.control.ControlSurface;
import io.qunfa.sandbox.control.ControlledSandbox;
import io.qunfa.sandbox.control.Pages;
import io.qunfa.sandbox.faults.Fault;
import io.qunfa.sandbox.faults.Faults;
import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.HttpListener;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.journal.Journal;
import io.qunfa.sandbox.web.WebHost;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.wire.Platform;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Switches;
import io.qunfa.sandbox.world.VirtualClock;
import io.qunfa.sandbox.world.World;
import io.qunfa.sandbox.world.WorldSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The WeChat Official Account platform, in this process.
 *
 * {@snippet :
 * try (var sandbox = Sandbox.start()) {
 *     var account = sandbox.account();
 *     // point your SDK at sandbox.address() with account.appId() and account.appSecret(),
 *     // send to all, then let the delivery happen:
 *     sandbox.clock().advance(Duration.ofMinutes(1));
 *     sandbox.phone(account.followers(1).get(0)).received();
 * }
 * }
 *
 * <p>It listens on loopback, needs no network, and forgets everything when it is closed.
 */
public final class Sandbox implements AutoCloseable {

    private static final int EVERYTHING = 10_000;
    private static final Duration LONGEST_DELIVERY = Duration.ofDays(31);
    private static final Duration DELIVERY_STEP = Duration.ofSeconds(10);

    private final ControlledSandbox inside;
    private final Platform platform;
    private final ControlSurface control;
    private final Pages pages;
    private final ControlDoor door = new ControlDoor(this::answer);
    private final WebHost web;
    private final MediaHost files;
    private final HttpListener listener;
    private final Entrances entrances;
    private final @Nullable WorldFile file;

    private Sandbox(Builder options) {
        Json.prepare();
        var start = options.start.truncatedTo(ChronoUnit.MILLIS);
        var clock = new VirtualClock(start, options.rate);
        var random = new SplittableRandom(options.seed);
        var faults = new Faults(random.nextLong());
        var journal = new Journal();
        var pushes = new Pushes(clock, faults, journal, random.split());
        clock.afterEach(pushes::awaitQuiet);
        var world = new World(options.worldSettings(), clock, pushes);
        this.file =
                options.snapshot == null ? null : WorldFile.open(options.snapshot, world, start);
        this.inside = new ControlledSandbox(world, pushes, faults, journal, options.bindAddress);
        this.platform =
                new Platform(
                        world,
                        faults,
                        journal,
                        pushes::awaitQuiet,
                        Surface.handlers(world, faults, journal));
        this.web = new WebHost(clock, journal, pushes::awaitQuiet, Surface.pages(world));
        this.control = new ControlSurface(inside);
        this.pages = new Pages(options.bindAddress);
        this.files = new MediaHost(world);
        this.listener = HttpListener.start(this::answer);
        this.entrances = open(options.entrances());
    }

    /** A sandbox that cannot be reached lets go of what it holds. */
    private Entrances open(Entrances.Wanted wanted) {
        try {
            return Entrances.open(listener, wanted);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What a request is answered. */
    Answer answer(Request request) {
        if (file != null) {
            file.touch();
        }
        if (request.path().startsWith("/_sandbox/")) {
            return control.handle(request);
        }
        if (web.serves(request.path())) {
            return web.handle(request);
        }
        if (MediaHost.isFile(request)) {
            return files.handle(request);
        }
        return Pages.isPage(request) ? pages.handle(request) : platform.handle(request);
    }

    /** Starts a sandbox with one verified service account and 1,000 followers on a free port. */
    public static Sandbox start() {
        return builder().start();
    }

    /** A sandbox to be configured first. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens: the host to give to an SDK. */
    public URI address() {
        return entrances.http();
    }

    /**
     * Where it listens for HTTPS.
     *
     * @throws IllegalStateException unless {@link Builder#tlsPort} was called
     */
    public URI tlsAddress() {
        return entrances.requireHttps();
    }

    /**
     * The HTTPS proxy that takes programs with hard-coded addresses here.
     *
     * @throws IllegalStateException unless {@link Builder#proxyPort} was called
     */
    public URI proxyAddress() {
        return entrances.requireProxy();
    }

    /**
     * The certificate that a program has to trust to meet the sandbox over HTTPS, a file in PEM.
     *
     * @throws IllegalStateException without HTTPS and without a proxy
     */
    public Path authority() {
        return entrances.requireCertificate();
    }

    /** The account that exists from the beginning. */
    public SandboxAccount account() {
        return facade(inside.world().accounts().get(0));
    }

    /**
     * The account with this AppID.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SandboxAccount account(String appId) {
        return inside.world()
                .find(appId)
                .map(this::facade)
                .orElseThrow(() -> new IllegalArgumentException("no account: " + appId));
    }

    /** All accounts, oldest first. */
    public List<SandboxAccount> accounts() {
        return inside.world().accounts().stream().map(this::facade).toList();
    }

    /** Creates a verified account of this kind, without followers. */
    public SandboxAccount addAccount(AccountKind kind) {
        var world = inside.world();
        var settings = AccountSettings.of(kind, world.settings().switches());
        return facade(world.create(settings));
    }

    private SandboxAccount facade(OfficialAccount account) {
        return new SandboxAccount(account, inside.pushes(), this::address, door);
    }

    /** The phone of a follower of {@link #account()}. */
    public Phone phone(String openId) {
        return account().phone(openId);
    }

    /** The phones of the first followers of {@link #account()}. */
    public List<Phone> phones(int limit) {
        var account = account();
        return account.followers(limit).stream().map(account::phone).toList();
    }

    /** The sandbox's time. */
    public SandboxClock clock() {
        return new SandboxClock(inside.world().clock());
    }

    /**
     * Lets time pass until every mass send that was accepted has ended and its result was pushed. A
     * send that waits for the administrator goes on waiting.
     *
     * @throws IllegalStateException if that takes more than a month
     */
    public void awaitDelivered() {
        var clock = inside.world().clock();
        var end = clock.instant().plus(LONGEST_DELIVERY);
        while (inside.world().accounts().stream().anyMatch(Sandbox::isDelivering)) {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException("not delivered within " + LONGEST_DELIVERY);
            }
            clock.advance(DELIVERY_STEP);
        }
        inside.pushes().awaitQuiet();
    }

    private static boolean isDelivering(OfficialAccount account) {
        return account.call(() -> account.massSends().isDelivering());
    }

    /**
     * Breaks what these faults say, and nothing that was ordered before. Without faults, nothing.
     *
     * @throws IllegalArgumentException if there are more than 100
     */
    public void faults(Fault... ordered) {
        inside.faults().replace(List.of(ordered));
    }

    /**
     * Whether the world was found in the file of {@link Builder#snapshot}, so that the options for
     * a new one meant nothing.
     */
    public boolean goesOn() {
        return file != null && file.goesOn();
    }

    /** Every request to the emulated platform, oldest first; at most the last 10,000. */
    public List<SeenRequest> requests() {
        return inside.journal().requestsAfter(0, EVERYTHING).stream().map(SeenRequest::of).toList();
    }

    /** The requests that the platform refused, oldest first, with the reason in their notes. */
    public List<SeenRequest> refusals() {
        return requests().stream().filter(SeenRequest::isRefused).toList();
    }

    /** Every attempt to push something, oldest first; at most the last 10,000. */
    public List<SentPush> pushes() {
        return inside.journal().callbacksAfter(0, EVERYTHING).stream().map(SentPush::of).toList();
    }

    /** Writes the whole world into a file, to {@link #load} it. */
    public void save(Path snapshot) throws IOException {
        Files.write(snapshot, door.bytes("/snapshot"));
    }

    /**
     * Goes on with a world that {@link #save} wrote; ask for its accounts and phones anew.
     *
     * @throws IllegalArgumentException if the file is no world of this version
     */
    public void load(Path snapshot) throws IOException {
        door.send("PUT", "/snapshot", Files.readAllBytes(snapshot));
    }

    /** Everything seen and pushed. */
    Journal journal() {
        return inside.journal();
    }

    /** What the control surface offers: method and path. */
    List<String> controlAddresses() {
        return control.addresses();
    }

    /** Everything that the sandbox knows about what happened, as JSON. */
    String report() {
        return new SandboxReport(door).write();
    }

    /**
     * Everything as it was at the beginning; the address stays. Accounts and phones that were asked
     * for before are those of the world that is gone.
     */
    public void reset() {
        inside.reset();
    }

    /** Stops listening. */
    @Override
    public void close() {
        listener.close();
        inside.world().clock().close();
        inside.pushes().clear();
        if (file != null) {
            file.close();
        }
    }

    /** The options of a sandbox; each has a default. */
    public static final class Builder {

        private int port;
        private @Nullable Integer tlsPort;
        private @Nullable Integer proxyPort;
        private @Nullable Path authority;
        private InetAddress bindAddress = InetAddress.getLoopbackAddress();
        private long seed = 1;
        private int followers = 1_000;
        private AccountKind kind = AccountKind.SERVICE;
        private Profile profile = Profile.DEFAULT;
        private Instant start = Instant.now();
        private double rate = 1;
        private @Nullable Path snapshot;

        private Builder() {}

        /** The port to listen on; by default a free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Listens for HTTPS too, on this port or, if 0, on a free one. */
        public Builder tlsPort(int number) {
            tlsPort = number;
            return this;
        }

        /**
         * Is an HTTPS proxy for the platform's hosts too, on this port or, if 0, on a free one:
         * programs with hard-coded addresses meet the sandbox through it.
         */
        public Builder proxyPort(int number) {
            proxyPort = number;
            return this;
        }

        /**
         * Keeps the certificate authority in this folder, so that it has to be trusted only once;
         * by default every run makes its own.
         */
        public Builder authority(Path folder) {
            authority = folder;
            return this;
        }

        /** The address to listen on; by default loopback. */
        public Builder bindAddress(InetAddress address) {
            bindAddress = address;
            return this;
        }

        /** The same seed makes the same world; by default 1. */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /** How many follow the first account; by default 1,000. */
        public Builder followers(int count) {
            followers = count;
            return this;
        }

        /** The kind of the first account; by default a service account. */
        public Builder kind(AccountKind first) {
            kind = first;
            return this;
        }

        /** Which platform to play; by default today's. */
        public Builder profile(Profile played) {
            profile = played;
            return this;
        }

        /** The time at the beginning; by default the real time. */
        public Builder startAt(Instant time) {
            start = time;
            return this;
        }

        /** How fast time runs; by default like real time. With 0 it stands still. */
        public Builder clockRate(double timesRealTime) {
            rate = timesRealTime;
            return this;
        }

        /**
         * Keeps the world in this file: a world found there goes on, whatever seed, followers, kind
         * and profile are asked for, and changes are written within seconds. Only one sandbox at a
         * time can have the file. By default the world is forgotten.
         */
        public Builder snapshot(Path file) {
            snapshot = file;
            return this;
        }

        /**
         * Starts it.
         *
         * @throws java.io.UncheckedIOException if the port is in use, or the snapshot unusable or
         *     another sandbox's
         */
        public Sandbox start() {
            return new Sandbox(this);
        }

        private Entrances.Wanted entrances() {
            return new Entrances.Wanted(bindAddress, port, tlsPort, proxyPort, authority);
        }

        private WorldSettings worldSettings() {
            var switches =
                    switch (profile) {
                        case DEFAULT -> Switches.TODAY;
                        case AS_DESCRIBED -> Switches.AS_DESCRIBED;
                    };
            return new WorldSettings(seed, kind, followers, switches);
        }
    }
}
