package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Behaviours of the platform that are disputed or changed over the years.
 *
 * @param externalLinksInText a mass text may carry links to anywhere (as before April 2020)
 * @param testAccountSends a test account may mass send (as reported in 2015)
 * @param serviceToAllOncePerDay a service account sends to all at most once a day
 * @param ipAllowlistEverywhere the IP allowlist guards every call, not only the token calls
 * @param content those of the content and mass families
 */
public record Switches(
        boolean externalLinksInText,
        boolean testAccountSends,
        boolean serviceToAllOncePerDay,
        boolean ipAllowlistEverywhere,
        ContentSwitches content) {

    /** Today's platform. */
    public static final Switches TODAY =
            new Switches(false, false, true, false, ContentSwitches.NONE);

    /** The platform of the mission's description. */
    public static final Switches AS_DESCRIBED =
            new Switches(true, true, true, false, ContentSwitches.NONE);

    void write(DataOutput out) throws IOException {
        out.writeBoolean(externalLinksInText);
        out.writeBoolean(testAccountSends);
        out.writeBoolean(serviceToAllOncePerDay);
        out.writeBoolean(ipAllowlistEverywhere);
        content.write(out);
    }

    static Switches read(DataInput in) throws IOException {
        return new Switches(
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                ContentSwitches.read(in));
    }
}
