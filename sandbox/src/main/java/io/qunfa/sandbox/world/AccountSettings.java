package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the administrator of an account can change, and takes effect at once.
 *
 * @param limits calls per day and minute that differ from the table, by path
 * @param recipientsPerMinute the delivery rate, 800,000 at the highest documented level
 */
public record AccountSettings(
        String name,
        AccountKind kind,
        boolean verified,
        boolean pay,
        boolean massProtection,
        int recipientsPerMinute,
        Switches switches,
        Map<String, CallLimit> limits,
        List<String> ipAllowlist,
        List<String> jsDomains,
        String oauthDomain) {

    /** The delivery rate of speed level 0. */
    private static final int FASTEST_LEVEL = 800_000;

    /** Delivery goes in steps of a second, at least one message each. */
    private static final int SLOWEST = 60;

    public AccountSettings {
        limits = Map.copyOf(limits);
        ipAllowlist = List.copyOf(ipAllowlist);
        jsDomains = List.copyOf(jsDomains);
        if (recipientsPerMinute < SLOWEST) {
            throw new IllegalArgumentException(
                    "recipientsPerMinute must be %d or more: %d"
                            .formatted(SLOWEST, recipientsPerMinute));
        }
    }

    /** A verified account of this kind. */
    public static AccountSettings of(AccountKind kind, Switches switches) {
        return new AccountSettings(
                "Qunfa Sandbox",
                kind,
                true,
                false,
                false,
                FASTEST_LEVEL,
                switches,
                Map.of(),
                List.of(),
                List.of(),
                "");
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(name);
        Snapshot.writeEnum(out, kind);
        out.writeBoolean(verified);
        out.writeBoolean(pay);
        out.writeBoolean(massProtection);
        out.writeInt(recipientsPerMinute);
        switches.write(out);
        Snapshot.writeList(
                out,
                limits.entrySet(),
                limit -> {
                    out.writeUTF(limit.getKey());
                    out.writeInt(limit.getValue().daily());
                    out.writeInt(limit.getValue().perMinute());
                });
        Snapshot.writeList(out, ipAllowlist, out::writeUTF);
        Snapshot.writeList(out, jsDomains, out::writeUTF);
        out.writeUTF(oauthDomain);
    }

    static AccountSettings read(DataInput in) throws IOException {
        return new AccountSettings(
                in.readUTF(),
                Snapshot.readEnum(in, AccountKind.class),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                in.readInt(),
                Switches.read(in),
                readLimits(in),
                Snapshot.readList(in, in::readUTF),
                Snapshot.readList(in, in::readUTF),
                in.readUTF());
    }

    private static Map<String, CallLimit> readLimits(DataInput in) throws IOException {
        var limits = new HashMap<String, CallLimit>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            limits.put(in.readUTF(), new CallLimit(in.readInt(), in.readInt()));
        }
        return limits;
    }
}
