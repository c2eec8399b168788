package io.qunfa.client;

import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of one Official Account. Safe for use by many threads; it holds connections, so make one
 * per account and close it at the end, or let the clients of many accounts share {@link
 * Connections}.
 *
 * <pre>{@code
 * try (var wechat = WeChat.connect(Credentials.of(appId, secret))) {
 *     var key = ClientMsgId.of(UUID.randomUUID());
 *     var receipt = wechat.massSends().toAll(new Message.Text("hello from boxer."), key);
 * }
 * }</pre>
 */
public final class WeChat implements AutoCloseable {

    private final Credentials credentials;
    private final Endpoints endpoints;
    private final InstantSource clock;
    private final Connections connections;
    private final boolean own;
    private final Transport transport;
    private final Tokens tokens;
    private final Api api;

    private WeChat(Builder builder) {
        credentials = builder.credentials;
        endpoints = builder.endpoints;
        clock = builder.clock;
        var shared = builder.shared;
        own = shared == null;
        connections = shared == null ? Connections.open(builder.timeouts) : shared;
        transport = new Transport(connections, clock, builder.listener);
        tokens = new Tokens(transport, endpoints.api(), credentials, clock);
        api = new Api(transport, endpoints.api(), builder.source(tokens));
    }

    /** A client of the platform itself that keeps the token for this process. */
    public static WeChat connect(Credentials credentials) {
        return builder(credentials).build();
    }

    /** A client of which more is to be chosen. */
    public static Builder builder(Credentials credentials) {
        return new Builder(credentials);
    }

    /** Fetching tokens; not needed for making calls. */
    public Tokens tokens() {
        return tokens;
    }

    /** Who follows the account. */
    public Followers followers() {
        return new Followers(api);
    }

    /** How followers are sorted. */
    public Tags tags() {
        return new Tags(api);
    }

    /** Sending to many at once. */
    public MassSends massSends() {
        return new MassSends(api);
    }

    /** Showing a message to one before it is sent to many. */
    public Previews previews() {
        return new Previews(api);
    }

    /** Temporary files, and pictures inside articles. */
    public Media media() {
        return new Media(api);
    }

    /** Permanent files. */
    public Materials materials() {
        return new Materials(api);
    }

    /** Articles and picture posts that are not sent yet. */
    public Drafts drafts() {
        return new Drafts(api);
    }

    /** Publishing without notifying. */
    public Publications publications() {
        return new Publications(api);
    }

    /** The comments below articles. */
    public Comments comments() {
        return new Comments(api);
    }

    /** Groups, as they were before there were tags. */
    public Groups groups() {
        return new Groups(api);
    }

    /** Who is not heard and gets nothing. */
    public BlockedFollowers blockedFollowers() {
        return new BlockedFollowers(api);
    }

    /** QR codes with parameters. */
    public QrCodes qrCodes() {
        return new QrCodes(api, endpoints.mp());
    }

    /** Short keys for long texts. */
    public ShortKeys shortKeys() {
        return new ShortKeys(api);
    }

    /** Messages to one person, and the agents who write them. */
    public CustomerService customerService() {
        return new CustomerService(api);
    }

    /** Notices that fill in a template, to one follower. */
    public TemplateMessages templateMessages() {
        return new TemplateMessages(api);
    }

    /** Notices that a person has agreed to. */
    public SubscriptionNotices subscriptionNotices() {
        return new SubscriptionNotices(api, endpoints.mp(), credentials.appId());
    }

    /** How articles were read. */
    public Statistics statistics() {
        return new Statistics(api);
    }

    /** The menu below the chat. */
    public Menus menus() {
        return new Menus(api);
    }

    /** The automatic replies of the platform's website. */
    public WebsiteReplies websiteReplies() {
        return new WebsiteReplies(api);
    }

    /** Calls written by hand. */
    public RawCalls rawCalls() {
        return new RawCalls(api);
    }

    /** Signing visitors of web pages in. */
    public OAuth oauth() {
        return new OAuth(transport, endpoints, credentials, clock);
    }

    /** Tickets for signing web pages. */
    public Tickets tickets() {
        return new Tickets(api, clock);
    }

    /** What is left of the quotas, what became of a request, and callback checks. */
    public Quotas quotas() {
        return new Quotas(api, transport, endpoints.api(), credentials);
    }

    /** Closes its connections, unless they are shared. */
    @Override
    public void close() {
        if (own) {
            connections.close();
        }
    }

    /** Everything about a client that can be chosen. */
    public static final class Builder {

        private final Credentials credentials;
        private Endpoints endpoints = Endpoints.wechat();
        private Timeouts timeouts = Timeouts.DEFAULT;
        private InstantSource clock = InstantSource.system();
        private CallListener listener = call -> {};
        private @Nullable Connections shared;
        private @Nullable Function<Tokens, TokenSource> source;

        private Builder(Credentials credentials) {
            this.credentials = credentials;
        }

        /** Where the platform is; the platform's own addresses if not set. */
        public Builder endpoints(Endpoints endpoints) {
            this.endpoints = endpoints;
            return this;
        }

        /** Where the token comes from; one shared by this client's threads if not set. */
        public Builder tokens(TokenSource source) {
            return tokens(unused -> source);
        }

        /** A token source that fetches through this client. */
        public Builder tokens(Function<Tokens, TokenSource> source) {
            this.source = source;
            return this;
        }

        /**
         * Connections that others use too. Their timeouts count, and whoever opened them closes
         * them.
         */
        public Builder connections(Connections shared) {
            this.shared = shared;
            return this;
        }

        /** 5 seconds to connect and 30 for an answer if not set. */
        public Builder timeouts(Timeouts timeouts) {
            this.timeouts = timeouts;
            return this;
        }

        /** The clock that tokens expire by. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Who hears of every request. */
        public Builder listener(CallListener listener) {
            this.listener = listener;
            return this;
        }

        /** The client. */
        public WeChat build() {
            return new WeChat(this);
        }

        private TokenSource source(Tokens tokens) {
            return source == null ? new SharedToken(tokens, clock) : source.apply(tokens);
        }
    }
}
