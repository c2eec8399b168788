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
 * @param measures other numbers that differ from the usual ones
 * @param restrictions words of {@link Restriction}, and paths that a punishment forbids
 * @param miniPrograms the AppIDs of the linked mini programs
 */
public record AccountSettings(
        String name,
        AccountKind kind,
        boolean verified,
        boolean pay,
        boolean massProtection,
        Measures measures,
        Switches switches,
        Map<String, CallLimit> limits,
        List<String> ipAllowlist,
        List<String> restrictions,
        List<String> miniPrograms,
        List<String> jsDomains,
        String oauthDomain) {

    public AccountSettings {
        limits = Map.copyOf(limits);
        ipAllowlist = List.copyOf(ipAllowlist);
        restrictions = List.copyOf(restrictions);
        miniPrograms = List.copyOf(miniPrograms);
        jsDomains = List.copyOf(jsDomains);
    }

    /** A verified account of this kind. */
    public static AccountSettings of(AccountKind kind, Switches switches) {
        return new AccountSettings(
                "Qunfa Sandbox",
                kind,
                true,
                false,
                false,
                Measures.USUAL,
                switches,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    public int measure(Measure measure) {
        return measures.of(measure);
    }

    public boolean has(Restriction restriction) {
        return restrictions.contains(restriction.word());
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(name);
        Snapshot.writeEnum(out, kind);
        out.writeBoolean(verified);
        out.writeBoolean(pay);
        out.writeBoolean(massProtection);
        measures.write(out);
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
        Snapshot.writeList(out, restrictions, out::writeUTF);
        Snapshot.writeList(out, miniPrograms, out::writeUTF);
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
                Measures.read(in),
                Switches.read(in),
                readLimits(in),
                Snapshot.readList(in, in::readUTF),
                Snapshot.readList(in, in::readUTF),
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
