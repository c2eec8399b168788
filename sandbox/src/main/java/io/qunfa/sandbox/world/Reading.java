package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What readers did with articles on one day, or on several together.
 *
 * @param users who read
 * @param originals who went on to "read original"
 */
public record Reading(
        int users, int shares, int zaikan, int likes, int collections, int originals) {

    public static final Reading NONE = new Reading(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Reading plus(Reading other) {
        return new Reading(
                users + other.users,
                shares + other.shares,
                zaikan + other.zaikan,
                likes + other.likes,
                collections + other.collections,
                originals + other.originals);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(users);
        out.writeInt(shares);
        out.writeInt(zaikan);
        out.writeInt(likes);
        out.writeInt(collections);
        out.writeInt(originals);
    }

    static Reading read(DataInput in) throws IOException {
        return new Reading(
                in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }
}
