package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The administrator decides about addresses that fetch tokens: the first call asks (89503), the
 * next ones wait (89501), a refusal closes the address for an hour (89507), a second one within a
 * day for a day (89506). How long a question stays open is assumed: as long as that of a mass send.
 */
public final class AddressConfirmation {

    private static final Duration ONE_REFUSAL = Duration.ofHours(1);
    private static final Duration TWO_REFUSALS = Duration.ofHours(24);

    private final Set<String> agreed = new HashSet<>();
    private final List<Refused> refusals = new ArrayList<>();
    private @Nullable String asked;
    private Instant askedUntil = Instant.MIN;

    private record Refused(String address, Instant at) {}

    /** Passes silently if the administrator agreed to this address. */
    public void require(String address, Instant now) {
        if (agreed.contains(address)) {
            return;
        }
        refusals.removeIf(
                refused -> !now.isBefore(refused.at().plus(TWO_REFUSALS.multipliedBy(2))));
        var ofAddress = refusals.stream().filter(r -> r.address().equals(address)).toList();
        if (!ofAddress.isEmpty()) {
            requireOpenAgain(address, ofAddress, now);
        }
        if (now.isBefore(askedUntil)) {
            throw refusal(89501, address, "a question is open");
        }
        asked = address;
        askedUntil = now.plus(MassProtection.PATIENCE);
        throw refusal(89503, address, "the administrator is asked now");
    }

    /**
     * The last refusal closes the address, and for longer if another was within a day before it.
     */
    private static void requireOpenAgain(String address, List<Refused> refusals, Instant now) {
        var last = refusals.get(refusals.size() - 1).at();
        boolean twice =
                refusals.stream().filter(r -> r.at().plus(TWO_REFUSALS).isAfter(last)).count() > 1;
        if (twice && now.isBefore(last.plus(TWO_REFUSALS))) {
            throw refusal(89506, address, "refused twice within 24 hours");
        }
        if (now.isBefore(last.plus(ONE_REFUSAL))) {
            throw refusal(89507, address, "refused within the last hour");
        }
    }

    private static Refusal refusal(int code, String address, String why) {
        return Refusal.of(
                code,
                "the administrator agreed to the address",
                address + ": " + why,
                "POST /_sandbox/accounts/{appid}/addresses/confirmation {\"agreed\":true}");
    }

    /** The administrator answers the open question. */
    public void answer(boolean agrees, Instant now) {
        if (asked == null || !now.isBefore(askedUntil)) {
            throw new IllegalArgumentException("no address waits for the administrator");
        }
        if (agrees) {
            agreed.add(asked);
        } else {
            refusals.add(new Refused(asked, now));
        }
        asked = null;
        askedUntil = Instant.MIN;
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(out, agreed, out::writeUTF);
        Snapshot.writeList(
                out,
                refusals,
                refused -> {
                    out.writeUTF(refused.address());
                    Snapshot.writeInstant(out, refused.at());
                });
    }

    void read(DataInput in) throws IOException {
        agreed.addAll(Snapshot.readList(in, in::readUTF));
        refusals.addAll(
                Snapshot.readList(in, () -> new Refused(in.readUTF(), Snapshot.readInstant(in))));
    }
}
