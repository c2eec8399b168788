package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tags of one account. The system tags 0, 1 and 2 exist from the beginning. */
public final class Tags {

    /** Followers without any tag (未分组). */
    public static final long UNGROUPED = 0;

    /** The blocked list (黑名单). */
    public static final long BLOCKED = 1;

    /** Starred followers (星标组). */
    public static final long STARRED = 2;

    private static final int MAX_TAGS = 100;
    private static final int MAX_NAME_CHARACTERS = 30;
    private static final int MAX_TAGS_PER_FOLLOWER = 20;
    private static final int MAX_OPENIDS = 50;
    private static final long FIRST_ID = 100;

    private final Followers followers;
    private final Map<Long, Tag> tags = new TreeMap<>();
    private long nextId = FIRST_ID;

    Tags(Followers followers) {
        this.followers = followers;
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
        if (tags.size() - 3 >= MAX_TAGS) {
            throw Refusal.of(
                    45056, "at most " + MAX_TAGS + " tags", String.valueOf(MAX_TAGS + 1), "fewer");
        }
        requireLegal(name);
        return add(nextId++, name);
    }

    private void requireLegal(String name) {
        if (name.codePointCount(0, name.length()) > MAX_NAME_CHARACTERS) {
            throw Refusal.of(45158, "the name has at most 30 characters", name, "a shorter name");
        }
        var taken = tags.values().stream().anyMatch(tag -> tag.name().equals(name));
        if (taken || name.isBlank()) {
            throw Refusal.of(45157, "the name is new and not blank", name, "an unused name");
        }
    }

    /** Puts a tag on followers. */
    public void tag(long id, Collection<String> openIds) {
        if (openIds.isEmpty() || openIds.size() > MAX_OPENIDS) {
            throw Refusal.of(
                    40032,
                    "1 to " + MAX_OPENIDS + " OpenIDs",
                    openIds.size() + " OpenIDs",
                    "several calls");
        }
        var tag = requireMutable(id);
        var numbers = openIds.stream().map(this::requireTaggable).toList();
        numbers.forEach(tag.members::set);
    }

    private Tag requireMutable(long id) {
        return find(id).filter(tag -> id != UNGROUPED)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        45159,
                                        "the tag exists",
                                        "tagid " + id,
                                        "one of " + tags.keySet()));
    }

    private int requireTaggable(String openId) {
        int number = followers.require(openId);
        if (idsOf(number).size() >= MAX_TAGS_PER_FOLLOWER) {
            throw Refusal.of(
                    45059, "at most 20 tags on one follower", openId, "untag this follower first");
        }
        return number;
    }

    /** The tags of one follower. */
    public List<Long> idsOf(int number) {
        return tags.values().stream().filter(tag -> tag.members.get(number)).map(Tag::id).toList();
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
        return membersOf(tag).cardinality();
    }

    boolean isBlocked(int number) {
        return find(BLOCKED).orElseThrow().members.get(number);
    }

    void removeBlocked(BitSet audience) {
        audience.andNot(find(BLOCKED).orElseThrow().members);
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

    /** One tag. */
    public static final class Tag {

        private final long id;
        private final String name;
        private final BitSet members;

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
