package io.qunfa.sandbox.world;

import java.util.Collection;

/**
 * The groups (分组) that tags replaced in 2016: the same things under other rules. A follower is in
 * exactly one group; moving there takes every other tag off (assumed).
 */
public final class Groups {

    private static final int MAX_NAME_CHARACTERS = 30;
    private static final int MAX_OPENIDS = 50;

    private final Tags tags;
    private final Followers followers;

    Groups(Tags tags, Followers followers) {
        this.tags = tags;
        this.followers = followers;
    }

    /** Creates a group. */
    public Tags.Tag create(String name) {
        tags.requireRoom(45018);
        requireLegal(name);
        return tags.create(name);
    }

    /** Gives a group another name. */
    public void rename(long id, String name) {
        requireOwn(id);
        requireLegal(name);
        tags.rename(id, name);
    }

    private static void requireLegal(String name) {
        if (name.codePointCount(0, name.length()) > MAX_NAME_CHARACTERS) {
            throw Refusal.of(45017, "the name has at most 30 characters", name, "a shorter name");
        }
        if (name.isBlank()) {
            throw Refusal.of(40051, "the group has a name", "\"" + name + "\"", "a name");
        }
    }

    /** Deletes a group; its members are in group 0 then. */
    public void delete(long id) {
        requireOwn(id);
        tags.delete(id);
    }

    private void requireOwn(long id) {
        requireKnown(id);
        if (id <= Tags.STARRED) {
            throw Refusal.of(45016, "the group is not the system's", "id " + id, "an id from 100");
        }
    }

    private void requireKnown(long id) {
        if (tags.find(id).isEmpty()) {
            throw Refusal.of(40050, "the group exists", "id " + id, "an id from groups/get");
        }
    }

    /** The one group of a follower: 1 is the blocked list, 0 is none. */
    public long of(int number) {
        if (tags.isBlocked(number)) {
            return Tags.BLOCKED;
        }
        var ids = tags.idsOf(number);
        return ids.isEmpty() ? Tags.UNGROUPED : ids.get(0);
    }

    /** Moves followers, all or nothing. */
    public void move(Collection<String> openIds, long id) {
        Tags.requireSize(openIds, MAX_OPENIDS);
        requireKnown(id);
        var numbers = openIds.stream().map(followers::require).toList();
        numbers.forEach(number -> tags.replaceAll(number, id));
    }
}
