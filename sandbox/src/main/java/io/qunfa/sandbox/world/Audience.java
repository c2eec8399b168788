package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;

/** Whom a mass send addresses. */
public sealed interface Audience {

    /** Every follower. */
    record ToAll() implements Audience {}

    /** The followers with one tag. */
    record ToTag(long tagId) implements Audience {}

    /**
     * A list of OpenIDs.
     *
     * @param numbers the followers it names
     * @param listed how many entries the list had
     */
    record ToList(FollowerSet numbers, int listed) implements Audience {}

    /** Whom it reaches at most: those addressed who follow now. */
    default BitSet members(Followers followers, Tags tags) {
        return switch (this) {
            case ToAll all -> (BitSet) followers.following().clone();
            case ToTag tag -> tags.find(tag.tagId()).map(tags::membersOf).orElseGet(BitSet::new);
            case ToList list -> {
                var members = list.numbers().toBits();
                members.and(followers.following());
                yield members;
            }
        };
    }

    /** The word of the ledger for this kind of audience. */
    default String word() {
        return switch (this) {
            case ToAll all -> "to-all";
            case ToTag tag -> "by-tag";
            case ToList list -> "by-list";
        };
    }

    /** What makes two audiences the same for the platform's own duplicate check. */
    default long fingerprint() {
        return switch (this) {
            case ToAll all -> 1;
            case ToTag tag -> Randomness.mix(2, tag.tagId());
            case ToList list -> {
                var hash = new long[] {3};
                list.numbers().forEach(n -> hash[0] = Randomness.mix(hash[0], n));
                yield hash[0];
            }
        };
    }

    /** Writes the audience to a snapshot. */
    default void write(DataOutput out) throws IOException {
        out.writeUTF(word());
        switch (this) {
            case ToAll all -> {}
            case ToTag tag -> out.writeLong(tag.tagId());
            case ToList list -> {
                list.numbers().write(out);
                out.writeInt(list.listed());
            }
        }
    }

    /** Reads an audience from a snapshot. */
    static Audience read(DataInput in) throws IOException {
        var word = in.readUTF();
        return switch (word) {
            case "to-all" -> new ToAll();
            case "by-tag" -> new ToTag(in.readLong());
            case "by-list" -> new ToList(FollowerSet.read(in), in.readInt());
            default -> throw new IOException("not an audience: " + word);
        };
    }
}
