package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Everybody who ever followed one account, numbered in the order of first following.
 *
 * <p>Compact on purpose: a bit says who follows, four bytes when, one byte how many mass messages
 * arrived this month. Someone who comes back keeps the number and the OpenID.
 */
public final class Followers {

    /** The most followers one account can have here; the arrays stay under 300 MB. */
    public static final int MAX = 50_000_000;

    private static final String WX_NAME = "fan";

    private final OpenIds openIds;
    private final BitSet following = new BitSet();
    private int[] followedAt = new int[0];
    private int known;
    private int count;

    Followers(OpenIds openIds) {
        this.openIds = openIds;
    }

    /** How many follow now. */
    public int count() {
        return count;
    }

    /** How many ever followed; numbers run from 0 to this. */
    int known() {
        return known;
    }

    BitSet following() {
        return following;
    }

    /** New people follow; the first of their numbers. */
    int follow(int newcomers, Instant at) {
        if (newcomers < 0 || newcomers > MAX - known) {
            throw new IllegalArgumentException("too many followers: " + newcomers);
        }
        int first = known;
        int end = known + newcomers;
        if (end > followedAt.length) {
            followedAt = Arrays.copyOf(followedAt, Math.max(end, followedAt.length * 3 / 2));
        }
        Arrays.fill(followedAt, first, end, (int) at.getEpochSecond());
        following.set(first, end);
        known = end;
        count += newcomers;
        return first;
    }

    /** Someone comes back; whether that changed anything. */
    boolean followAgain(int number, Instant at) {
        if (following.get(number)) {
            return false;
        }
        following.set(number);
        followedAt[number] = (int) at.getEpochSecond();
        count++;
        return true;
    }

    /** Someone leaves; whether that changed anything. */
    boolean unfollow(int number) {
        if (!following.get(number)) {
            return false;
        }
        following.clear(number);
        count--;
        return true;
    }

    public boolean isFollowing(int number) {
        return following.get(number);
    }

    public Instant followedAt(int number) {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(followedAt[number]));
    }

    public String openId(int number) {
        return openIds.of(number);
    }

    /** The number behind an OpenID, or empty if nobody who ever followed has it. */
    public OptionalInt numberOf(String openId) {
        var number = openIds.numberOf(openId);
        return number.isPresent() && number.getAsInt() < known ? number : OptionalInt.empty();
    }

    /** The number behind an OpenID; 40003 if nobody has it. */
    public int require(String openId) {
        return numberOf(openId)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        40003,
                                        "the OpenID belongs to this account",
                                        openId,
                                        "an OpenID from user/get"));
    }

    boolean isOfAnotherAccount(String openId) {
        return openIds.isForeign(openId);
    }

    /** The number behind the OpenID of someone who follows; 43004 if this person does not. */
    public int requireFollowing(String openId) {
        int number = require(openId);
        if (!isFollowing(number)) {
            throw Refusal.of(43004, "the person follows", openId + " left", "a follower");
        }
        return number;
    }

    /** Someone who never followed is seen, for example on a web page; the new number. */
    int meet() {
        int number = follow(1, Instant.EPOCH);
        unfollow(number);
        return number;
    }

    /** The WeChat id (微信号) of this person. */
    public String wxName(int number) {
        return WX_NAME + (number + 1);
    }

    /** The person with this WeChat id. */
    public OptionalInt numberOfWxName(String wxName) {
        if (!wxName.matches(WX_NAME + "[1-9][0-9]{0,8}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(wxName.substring(WX_NAME.length())) - 1;
        return number < known ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** Up to {@code limit} numbers of followers, from {@code from} on. */
    public List<Integer> page(int from, int limit) {
        var page = new ArrayList<Integer>(Math.min(limit, count));
        for (int n = following.nextSetBit(from);
                n >= 0 && page.size() < limit;
                n = following.nextSetBit(n + 1)) {
            page.add(n);
        }
        return page;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(known);
        Snapshot.writeBits(out, following);
        for (int number = 0; number < known; number++) {
            out.writeInt(followedAt[number]);
        }
    }

    void read(DataInput in) throws IOException {
        known = Snapshot.readSize(in);
        following.or(Snapshot.readBits(in));
        count = following.cardinality();
        followedAt = new int[known];
        for (int number = 0; number < known; number++) {
            followedAt[number] = in.readInt();
        }
    }
}
