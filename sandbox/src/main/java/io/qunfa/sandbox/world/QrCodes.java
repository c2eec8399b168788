package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parametric QR codes of one account. */
public final class QrCodes {

    /** A temporary code lives at most 30 days. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private static final int MAX_PERMANENT = 100_000;
    private static final int MANY = 10_000;
    private static final int KEY_LENGTH = 20;
    private static final int TICKET_BYTES = 72;

    private final VirtualClock clock;
    private final long seed;
    private final Map<String, QrCode> byTicket = new HashMap<>();
    private final Map<String, QrCode> byKey = new HashMap<>();
    private final Map<String, QrCode> permanent = new HashMap<>();
    private int created;

    QrCodes(VirtualClock clock, long accountKey) {
        this.clock = clock;
        this.seed = Randomness.mix(accountKey, "qrcode");
    }

    /** A code for some time. */
    public QrCode createTemporary(long sceneId, String sceneText, Duration life) {
        if (byTicket.size() - permanent.size() >= MANY) {
            forgetExpired();
        }
        return add(sceneId, sceneText, clock.instant().plus(life));
    }

    private void forgetExpired() {
        var yesterday = clock.instant().minus(Duration.ofDays(1));
        byTicket.values().removeIf(code -> code.isExpired(yesterday));
        byKey.values().removeIf(code -> code.isExpired(yesterday));
    }

    /** A code for ever; the same scene has the same code (assumed). */
    public QrCode createPermanent(long sceneId, String sceneText) {
        var scene = sceneId + " " + sceneText;
        var existing = permanent.get(scene);
        if (existing != null) {
            return existing;
        }
        if (permanent.size() == MAX_PERMANENT) {
            throw Refusal.of(
                    45029,
                    "at most 100,000 permanent codes",
                    "one more",
                    "temporary codes: QR_SCENE or QR_STR_SCENE");
        }
        var code = add(sceneId, sceneText, Instant.MAX);
        permanent.put(scene, code);
        return code;
    }

    private QrCode add(long sceneId, String sceneText, Instant expiresAt) {
        var key = Randomness.letters(Randomness.mix(seed, created++), KEY_LENGTH);
        var code = new QrCode(ticket(key, expiresAt), key, sceneId, sceneText, expiresAt);
        remember(code);
        return code;
    }

    private void remember(QrCode code) {
        byTicket.put(code.ticket(), code);
        byKey.put(code.key(), code);
    }

    /** 96 characters: like the platform's, the Base64 form of an address and two times. */
    private String ticket(String key, Instant expiresAt) {
        var url = ("http://weixin.qq.com/q/" + key).getBytes(StandardCharsets.US_ASCII);
        var bytes = ByteBuffer.allocate(TICKET_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0xeef80181).putInt(0x3a).putInt(0).put((byte) 1).put((byte) url.length);
        bytes.put(url).putInt((int) clock.instant().getEpochSecond());
        bytes.putInt(expiresAt.equals(Instant.MAX) ? 0 : (int) expiresAt.getEpochSecond());
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** The code with this ticket, expired or not. */
    public Optional<QrCode> byTicket(String ticket) {
        return Optional.ofNullable(byTicket.get(ticket));
    }

    /** The code with this key, expired or not. */
    public Optional<QrCode> byKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(created);
        Snapshot.writeList(out, byTicket.values(), code -> code.write(out));
    }

    void read(DataInput in) throws IOException {
        created = in.readInt();
        for (var code : Snapshot.readList(in, () -> QrCode.read(in))) {
            remember(code);
            if (code.isPermanent()) {
                permanent.put(code.sceneId() + " " + code.sceneText(), code);
            }
        }
    }
}
