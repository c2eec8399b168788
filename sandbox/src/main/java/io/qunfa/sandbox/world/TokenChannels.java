package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The two token channels of one account, isolated from each other: the classic one, where every
 * fetch supersedes the token before it after five minutes, and the stable one, which repeats its
 * token until five minutes before the end.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken">the
 *     platform's page</a>
 */
public final class TokenChannels {

    static final Duration REMEMBERED = Duration.ofDays(1);

    /** The last minutes of a stable token, in which a fetch makes a new one. */
    private static final Duration EARLY_RENEWAL = Duration.ofMinutes(5);

    private static final Duration FORCE_PAUSE = Duration.ofSeconds(30);
    private static final int FORCES_PER_DAY = 20;

    private final OfficialAccount account;
    private final World world;
    private final long key;
    private int issued;
    private @Nullable Token classic;
    private @Nullable Token previous;
    private @Nullable Token stable;
    private Instant lastForce = Instant.MIN;
    private LocalDate forceDay = LocalDate.MIN;
    private int forcesOfDay;

    TokenChannels(OfficialAccount account, World world, long accountKey) {
        this.account = account;
        this.world = world;
        this.key = Randomness.mix(accountKey, "token");
    }

    /**
     * The classic channel: a new token; the one before it stays valid for five minutes, or until
     * the next fetch.
     */
    public Issued fetch() {
        var now = now();
        if (previous != null) {
            previous.supersede(now);
        }
        if (classic != null) {
            classic.supersede(now.plus(seconds(Measure.TOKEN_OVERLAP_SECONDS)));
        }
        previous = classic;
        classic = issue(now);
        return Issued.of(classic, now);
    }

    /** The stable channel: the current token, or a new one in its last five minutes. */
    public Issued fetchStable() {
        var now = now();
        if (stable == null || !now.plus(EARLY_RENEWAL).isBefore(stable.expiresAt())) {
            stable = issue(now);
        }
        return Issued.of(stable, now);
    }

    /** The stable channel, forced: a new token, and the one before it ends at once. */
    public Issued forceStable() {
        var now = now();
        var day = world.clock().beijingDate();
        if (!day.equals(forceDay)) {
            forceDay = day;
            forcesOfDay = 0;
        }
        if (stable != null && now.isBefore(lastForce.plus(FORCE_PAUSE))) {
            return fetchStable();
        }
        if (forcesOfDay == FORCES_PER_DAY) {
            throw Refusal.of(
                    45009,
                    "at most 20 forced refreshes a day",
                    "force_refresh number 21",
                    "force_refresh false, or tomorrow");
        }
        forcesOfDay++;
        lastForce = now;
        if (stable != null) {
            stable.supersede(now.plus(seconds(Measure.FORCED_OVERLAP_SECONDS)));
        }
        stable = issue(now);
        return Issued.of(stable, now);
    }

    /** Another system fetches a token of the same channel, and for this one there is no overlap. */
    void kick(Token token) {
        var now = now();
        token.supersede(now);
        if (token == classic) {
            classic = issue(now);
        }
        if (token == stable) {
            stable = issue(now);
        }
    }

    private Instant now() {
        return world.clock().instant();
    }

    private Duration seconds(Measure measure) {
        return Duration.ofSeconds(account.settings().measure(measure));
    }

    /** A counter, an underscore and 133 characters: 136 in all, like the platform's. */
    private Token issue(Instant now) {
        int number = issued++;
        var value = (92 + number % 8) + "_" + Randomness.letters(Randomness.mix(key, number), 133);
        var token = new Token(value, account, now.plus(seconds(Measure.TOKEN_SECONDS)));
        world.remember(token);
        return token;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(issued);
        out.writeUTF(classic == null ? "" : classic.value());
        out.writeUTF(stable == null ? "" : stable.value());
        Snapshot.writeInstant(out, lastForce);
        Snapshot.writeDate(out, forceDay);
        out.writeInt(forcesOfDay);
        Snapshot.writeList(out, world.tokensOf(account), token -> token.write(out));
    }

    void read(DataInput in) throws IOException {
        issued = in.readInt();
        var classicValue = in.readUTF();
        var stableValue = in.readUTF();
        lastForce = Snapshot.readInstant(in);
        forceDay = Snapshot.readDate(in);
        forcesOfDay = in.readInt();
        for (var token : Snapshot.readList(in, () -> Token.read(in, account))) {
            world.remember(token);
            classic = token.value().equals(classicValue) ? token : classic;
            stable = token.value().equals(stableValue) ? token : stable;
            previous = token.endsAfter(previous) ? token : previous;
        }
    }

    /**
     * What the token endpoints answer.
     *
     * @param expiresIn seconds
     */
    public record Issued(String accessToken, long expiresIn) {

        private static Issued of(Token token, Instant now) {
            return new Issued(token.value(), Duration.between(now, token.expiresAt()).toSeconds());
        }
    }
}
