package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** The tags of one account. The system tags 0, 1 and 2 exist from the beginning. */
public final class Tags {

    /** Followers without any tag (未分组). */
    public static final long UNGROUPED = 0;

    /** The blocked list (黑名单). */
    public static final long BLOCKED = 1;

    /** Starred followers (星标组). */
    public static final long STARRED = 2;

    private static final int MAX_TAGS = 100;
    private static final int MAX_NAME = 30;
    private static final int MAX_TAGS_PER_FOLLOWER = 20;
    private static final int MAX_OPENIDS = 50;
    private static final int MAX_MEMBERS_TO_DELETE = 100_000;
    private static final long FIRST_ID = 100;

    private final Followers followers;
    private final Map<Long, Tag> tags = new TreeMap<>();
    private final BooleanSupplier countsBytes;
    private long nextId = FIRST_ID;

    /**
     * @param countsBytes asked whether the length of a name is in bytes
     */
    Tags(Followers followers, BooleanSupplier countsBytes) {
        this.followers = followers;
        this.countsBytes = countsBytes;
        add(UNGROUPED, "未分组");
        add(BLOCKED, "黑名单");
        add(STARRED, "星标组");
    }

    /** All tags in order of their ids, the system tags first. */
    public List<Tag> all() {
        return List.copyOf(tags.values());
    }

    public Optional<Tag> find(long id) {
        return Optional.ofNullable(tags.get(id));
    }

    /** Creates a tag. */
    public Tag create(String name) {
        requireRoom(45056);
        requireLegal(name);
        return add(nextId++, name);
    }

    /** This code if the account has as many tags as it may have. */
    void requireRoom(int code) {
        if (tags.size() - 3 >= MAX_TAGS) {
            throw Refusal.of(
                    code, "at most " + MAX_TAGS + " tags", "tag number 101", "delete one first");
        }
    }

    private int lengthOf(String name) {
        return countsBytes.getAsBoolean()
                ? name.getBytes(StandardCharsets.UTF_8).length
                : name.codePointCount(0, name.length());
    }

    private void requireLegal(String name) {
        if (lengthOf(name) > MAX_NAME) {
            throw Refusal.of(45158, "the name has at most 30 characters", name, "a shorter name");
        }
        var taken = tags.values().stream().anyMatch(tag -> tag.name().equals(name));
        if (taken || name.isBlank()) {
            throw Refusal.of(45157, "the name is new and not blank", name, "an unused name");
        }
    }

    /** Gives a tag another name; keeping the name is no change. */
    public void rename(long id, String name) {
        var tag = requireOwn(id);
        if (!tag.name().equals(name)) {
            requireLegal(name);
            tag.name = name;
        }
    }

    /** Deletes a tag that has at most 100,000 followers. */
    public void delete(long id) {
        var tag = requireOwn(id);
        if (countOf(tag) > MAX_MEMBERS_TO_DELETE) {
            throw Refusal.of(
                    45057,
                    "at most 100,000 followers have the tag",
                    countOf(tag) + " have it",
                    "untag followers until at most 100,000 are left");
        }
        tags.remove(id);
    }

    private Tag requireOwn(long id) {
        if (id >= UNGROUPED && id <= STARRED) {
            throw Refusal.of(45058, "the tag is not the system's", "id " + id, "an id from 100 on");
        }
        return require(id);
    }

    /** The tag with this id; 45159 if there is none. */
    public Tag require(long id) {
        return find(id).orElseThrow(
                        () ->
                                Refusal.of(
                                        45159,
                                        "the tag exists",
                                        "tag id " + id,
                                        "one of " + tags.keySet()));
    }

    /** Puts a tag on followers. */
    public void tag(long id, Collection<String> openIds) {
        requireSize(openIds, MAX_OPENIDS);
        var tag = requireTaggable(id);
        changeMembers(openIds, number -> putOn(tag, number));
    }

    /** Takes a tag off followers; whoever does not have it stays as they are. */
    public void untag(long id, Collection<String> openIds) {
        requireSize(openIds, MAX_OPENIDS);
        var tag = requireTaggable(id);
        changeMembers(openIds, tag.members::clear);
    }

    static void requireSize(Collection<String> openIds, int most) {
        if (openIds.isEmpty() || openIds.size() > most) {
            throw Refusal.of(
                    40032,
                    "openid_list has 1 to " + most + " entries",
                    openIds.size() + " OpenIDs",
                    openIds.isEmpty() ? "openid_list with at least one" : "several calls");
        }
    }

    /** Untagged is no tag, and the blocked list has calls of its own. */
    private Tag requireTaggable(long id) {
        var tag = require(id);
        if (id == UNGROUPED || id == BLOCKED) {
            throw Refusal.of(45159, "the tag can be put on followers", "tag id " + id, "another");
        }
        return tag;
    }

    /**
     * All or nothing for OpenIDs that are not the account's. Of those that are, who left is passed
     * over: 50005 if nobody is there, 45171 with a list if somebody is (assumed).
     */
    private void changeMembers(Collection<String> openIds, IntConsumer change) {
        var absent = new ArrayList<String>();
        var present = new ArrayList<Integer>();
        for (var openId : openIds) {
            int number = requireOfThisAccount(openId);
            if (followers.isFollowing(number)) {
                present.add(number);
            } else {
                absent.add(openId);
            }
        }
        if (present.isEmpty()) {
            throw Refusal.of(
                    50005, "the people still follow", absent.get(0) + " left", "followers");
        }
        present.forEach(change::accept);
        if (!absent.isEmpty()) {
            throw Refusal.of(45171, "all of them follow", absent.size() + " left", "followers")
                    .carrying("fail_openid_list", List.copyOf(absent));
        }
    }

    /** The number behind an OpenID; 49003 if another account's follower has it, 40003 if nobody. */
    public int requireOfThisAccount(String openId) {
        if (followers.isOfAnotherAccount(openId)) {
            throw Refusal.of(
                    49003, "the OpenID is of this account", openId, "an OpenID from user/get");
        }
        return followers.require(openId);
    }

    private void putOn(Tag tag, int number) {
        if (!tag.members.get(number) && idsOf(number).size() >= MAX_TAGS_PER_FOLLOWER) {
            throw Refusal.of(
                    45059,
                    "at most 20 tags on one follower",
                    followers.openId(number) + " has 20",
                    "untag this follower first");
        }
        tag.members.set(number);
    }

    /** The tags of one follower; being blocked is none. */
    public List<Long> idsOf(int number) {
        return tags.values().stream()
                .filter(tag -> tag.id() != BLOCKED && tag.members.get(number))
                .map(Tag::id)
                .toList();
    }

    /** Takes all tags off a follower and puts this one on, as the groups do. */
    void replaceAll(int number, long id) {
        tags.values().forEach(tag -> tag.members.clear(number));
        if (id != UNGROUPED) {
            require(id).members.set(number);
        }
    }

    /** Blocks followers, or takes them back. */
    void block(int number, boolean blocked) {
        require(BLOCKED).members.set(number, blocked);
    }

    /** Up to {@code limit} numbers of those with the tag, from {@code from} on. */
    public List<Integer> page(Tag tag, int from, int limit) {
        var page = new ArrayList<Integer>();
        var members = tag.id() == UNGROUPED ? membersOf(tag) : tag.members;
        for (int n = members.nextSetBit(from);
                n >= 0 && page.size() < limit;
                n = members.nextSetBit(n + 1)) {
            page.add(n);
        }
        return page;
    }

    /** Those of the tag who follow now, as bits that the caller may change. */
    BitSet membersOf(Tag tag) {
        var members = (BitSet) followers.following().clone();
        if (tag.id() == UNGROUPED) {
            tags.values().forEach(other -> members.andNot(other.members));
        } else {
            members.and(tag.members);
        }
        return members;
    }

    /** How many of the tag follow now. */
    public int countOf(Tag tag) {
        return tag.id() == UNGROUPED ? membersOf(tag).cardinality() : tag.members.cardinality();
    }

    /** Whether the account blocked this person. */
    public boolean isBlocked(int number) {
        return require(BLOCKED).members.get(number);
    }

    void removeBlocked(BitSet audience) {
        audience.andNot(require(BLOCKED).members);
    }

    /** Somebody left: the platform forgets the tags. */
    void forget(int number) {
        tags.values().forEach(tag -> tag.members.clear(number));
    }

    private Tag add(long id, String name) {
        var tag = new Tag(id, name, new BitSet());
        tags.put(id, tag);
        return tag;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(nextId);
        Snapshot.writeList(
                out,
                tags.values(),
                tag -> {
                    out.writeLong(tag.id);
                    out.writeUTF(tag.name);
                    Snapshot.writeBits(out, tag.members);
                });
    }

    void read(DataInput in) throws IOException {
        nextId = in.readLong();
        Snapshot.readList(in, () -> new Tag(in.readLong(), in.readUTF(), Snapshot.readBits(in)))
                .forEach(tag -> tags.put(tag.id, tag));
    }

    /** One tag. Its members always follow: who leaves loses every tag. */
    public static final class Tag {

        private final long id;
        private final BitSet members;
        private String name;

        private Tag(long id, String name, BitSet members) {
            this.id = id;
            this.name = name;
            this.members = members;
        }

        public long id() {
            return id;
        }

        public String name() {
            return name;
        }
    }
}
