package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The once-only keys ({@code clientmsgid}) of one account, shared by all mass sends.
 *
 * <p>A key of an accepted send is known for 24 hours (45065). After a refusal the same explicit key
 * needs a pause of a minute (45066, assumed); the platform's own keys need none.
 */
final class ClientKeys {

    private static final int MAX_LENGTH = 32;
    private static final int OLD_MAX_LENGTH = 64;
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(60);

    private final Map<String, Accepted> accepted = new HashMap<>();
    private final Map<String, Instant> refused = new HashMap<>();

    private record Accepted(long msgId, Instant at) {}

    void requireLegal(String key, ContentSwitches switches) {
        int max = switches.isOn(ContentSwitch.LONG_CLIENT_KEYS) ? OLD_MAX_LENGTH : MAX_LENGTH;
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > max) {
            throw Refusal.of(
                    45067,
                    "clientmsgid has at most " + max + " bytes",
                    bytes + " bytes",
                    max + " ASCII characters or fewer");
        }
    }

    /** 45065, or 45066 while the send of this key is younger than {@code settlesAfter} seconds. */
    void requireNew(String key, Instant now, int settlesAfter) {
        forgetOld(now);
        var refusal = refused.get(key);
        if (refusal != null) {
            throw Refusal.of(
                            45066,
                            "a key is repeated a minute after its refusal or later",
                            key + " refused at " + refusal,
                            "wait until " + refusal.plus(PAUSE_AFTER_REFUSAL))
                    .assumed();
        }
        var known = accepted.get(key);
        if (known != null && now.isBefore(known.at().plusSeconds(settlesAfter))) {
            throw Refusal.of(
                            45066,
                            "the first send of the key has settled",
                            key + " accepted at " + known.at(),
                            "wait a minute; the limit keySettlesAfterSeconds says how long")
                    .observed();
        }
        if (known != null) {
            throw Refusal.of(
                            45065,
                            "the key is new within 24 hours",
                            key + " accepted at " + known.at(),
                            "the send was accepted: adopt its msg_id; a new send needs a new key")
                    .carrying("msg_id", known.msgId());
        }
    }

    void accept(String key, long msgId, Instant now) {
        accepted.put(key, new Accepted(msgId, now));
    }

    void refuse(String key, Instant now) {
        refused.put(key, now);
    }

    private void forgetOld(Instant now) {
        accepted.values().removeIf(a -> !now.isBefore(a.at().plus(REMEMBERED)));
        refused.values().removeIf(at -> !now.isBefore(at.plus(PAUSE_AFTER_REFUSAL)));
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(
                out,
                accepted.entrySet(),
                entry -> {
                    Snapshot.writeText(out, entry.getKey());
                    out.writeLong(entry.getValue().msgId());
                    Snapshot.writeInstant(out, entry.getValue().at());
                });
    }

    void read(DataInput in) throws IOException {
        Snapshot.readList(
                        in,
                        () ->
                                Map.entry(
                                        Snapshot.readText(in),
                                        new Accepted(in.readLong(), Snapshot.readInstant(in))))
                .forEach(entry -> accepted.put(entry.getKey(), entry.getValue()));
    }
}
