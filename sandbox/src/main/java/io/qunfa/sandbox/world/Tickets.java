package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The tickets that sign for the JS-SDK: the same until it lapses after two hours (assumed). */
public final class Tickets {

    private static final Duration LIFE = Duration.ofHours(2);
    private static final int LENGTH = 86;

    private final long seed;
    private final Map<String, Ticket> current = new HashMap<>();
    private long issued;

    /** One ticket. */
    public record Ticket(String value, Instant expiresAt) {}

    Tickets(long key) {
        this.seed = Randomness.mix(key, "ticket");
    }

    /** The ticket of this type, {@code jsapi} or {@code wx_card}. */
    public Ticket get(String type, Instant now) {
        var ticket = current.get(type);
        if (ticket == null || !now.isBefore(ticket.expiresAt())) {
            var value = Randomness.letters(Randomness.mix(seed, issued++), LENGTH);
            ticket = new Ticket(value, now.plus(LIFE));
            current.put(type, ticket);
        }
        return ticket;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(issued);
        Snapshot.writeList(
                out,
                current.entrySet(),
                ticket -> {
                    out.writeUTF(ticket.getKey());
                    out.writeUTF(ticket.getValue().value());
                    Snapshot.writeInstant(out, ticket.getValue().expiresAt());
                });
    }

    void read(DataInput in) throws IOException {
        issued = in.readLong();
        int size = Snapshot.readSize(in);
        for (int i = 0; i < size; i++) {
            current.put(in.readUTF(), new Ticket(in.readUTF(), Snapshot.readInstant(in)));
        }
    }
}
