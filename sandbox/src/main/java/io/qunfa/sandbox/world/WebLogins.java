package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Web authorisation (网页授权) of one account: codes for one use in five minutes, tokens of single
 * people for two hours, and what renews them for thirty days. They open nothing else.
 */
public final class WebLogins {

    private static final Duration CODE_LIFE = Duration.ofMinutes(5);
    private static final Duration TOKEN_LIFE = Duration.ofHours(2);
    private static final Duration REFRESH_LIFE = Duration.ofDays(30);
    private static final int MANY = 10_000;

    private final VirtualClock clock;
    private final long seed;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, UserToken> tokens = new HashMap<>();
    private final Map<String, UserToken> refreshTokens = new HashMap<>();
    private OptionalInt visitor = OptionalInt.empty();
    private long issued;

    /** What a person agreed to. */
    public record Grant(int number, String scope, boolean snapshot) {}

    private record Code(Grant grant, Instant expiresAt, boolean used) {}

    /** A token that speaks for one person. */
    public record UserToken(String value, Grant grant, Instant expiresAt) {}

    /** What a code or a refresh token is good for. */
    public record Login(UserToken token, String refreshToken) {}

    WebLogins(VirtualClock clock, long key) {
        this.clock = clock;
        this.seed = Randomness.mix(key, "web");
    }

    /** Who opens pages without being asked, for tests without a person. */
    public OptionalInt visitor() {
        return visitor;
    }

    public void visitor(OptionalInt number) {
        visitor = number;
    }

    /** A person agreed: a code for the redirect. */
    public String authorize(Grant grant) {
        var now = clock.instant();
        if (codes.size() >= MANY) {
            codes.values().removeIf(code -> code.expiresAt().isBefore(now));
        }
        var code = "0" + word(31);
        codes.put(code, new Code(grant, now.plus(CODE_LIFE), false));
        return code;
    }

    /** Redeems a code: 40163 the second time, 40029 if it is unknown or too old. */
    public Login redeem(String value) {
        var code = codes.get(value);
        if (code != null && code.used()) {
            throw Refusal.of(40163, "a code works once", value + " again", "a new code");
        }
        if (code == null || !clock.instant().isBefore(code.expiresAt())) {
            throw Refusal.of(
                    40029,
                    "the code was issued in the last five minutes",
                    value,
                    "the code of a fresh redirect");
        }
        codes.put(value, new Code(code.grant(), code.expiresAt(), true));
        var now = clock.instant();
        var refresh = new UserToken(word(138), code.grant(), now.plus(REFRESH_LIFE));
        refreshTokens.put(refresh.value(), refresh);
        return new Login(issue(code.grant()), refresh.value());
    }

    /** A new token for a refresh token: 40030 if it is unknown, 42002 if it lapsed. */
    public Login refresh(String value) {
        var refresh = refreshTokens.get(value);
        if (refresh == null) {
            throw Refusal.of(
                    40030, "the refresh_token was issued here", "an unknown one", "authorise anew");
        }
        if (!clock.instant().isBefore(refresh.expiresAt())) {
            throw Refusal.of(
                    42002,
                    "the refresh_token is younger than 30 days",
                    "lapsed at " + refresh.expiresAt(),
                    "authorise anew");
        }
        return new Login(issue(refresh.grant()), value);
    }

    private UserToken issue(Grant grant) {
        var now = clock.instant();
        if (tokens.size() >= MANY) {
            tokens.values().removeIf(token -> token.expiresAt().plus(TOKEN_LIFE).isBefore(now));
        }
        var token = new UserToken(word(138), grant, now.plus(TOKEN_LIFE));
        tokens.put(token.value(), token);
        return token;
    }

    private String word(int length) {
        return Randomness.letters(Randomness.mix(seed, issued++), length);
    }

    /** The token with this value, lapsed or not. */
    public Optional<UserToken> find(String value) {
        return Optional.ofNullable(tokens.get(value));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(issued);
        out.writeInt(visitor.orElse(-1));
        writeTokens(out, tokens);
        writeTokens(out, refreshTokens);
    }

    private static void writeTokens(DataOutput out, Map<String, UserToken> tokens)
            throws IOException {
        Snapshot.writeList(
                out,
                tokens.values(),
                token -> {
                    out.writeUTF(token.value());
                    out.writeInt(token.grant().number());
                    out.writeUTF(token.grant().scope());
                    out.writeBoolean(token.grant().snapshot());
                    Snapshot.writeInstant(out, token.expiresAt());
                });
    }

    void read(DataInput in) throws IOException {
        issued = in.readLong();
        int number = in.readInt();
        visitor = number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
        readTokens(in, tokens);
        readTokens(in, refreshTokens);
    }

    private static void readTokens(DataInput in, Map<String, UserToken> tokens) throws IOException {
        Snapshot.readList(
                        in,
                        () ->
                                new UserToken(
                                        in.readUTF(),
                                        new Grant(in.readInt(), in.readUTF(), in.readBoolean()),
                                        Snapshot.readInstant(in)))
                .forEach(token -> tokens.put(token.value(), token));
    }
}
