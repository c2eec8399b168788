package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a world is like at the beginning.
 *
 * @param followers how many follow the first account
 */
public record WorldSettings(long seed, AccountKind kind, int followers, Switches switches) {

    public WorldSettings {
        if (followers < 0 || followers > Followers.MAX) {
            throw new IllegalArgumentException(
                    "followers must be 0 to " + Followers.MAX + ": " + followers);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(seed);
        Snapshot.writeEnum(out, kind);
        out.writeInt(followers);
        switches.write(out);
    }

    static WorldSettings read(DataInput in) throws IOException {
        return new WorldSettings(
                in.readLong(),
                Snapshot.readEnum(in, AccountKind.class),
                in.readInt(),
                Switches.read(in));
    }
}
