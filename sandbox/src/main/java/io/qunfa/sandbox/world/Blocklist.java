package io.qunfa.sandbox.world;

import java.util.Collection;
import java.util.List;

/** Whom an account blocked (黑名单): they send nothing and get nothing. */
public final class Blocklist {

    private static final int MAX_OPENIDS = 20;

    private final Tags tags;
    private final Followers followers;

    Blocklist(Tags tags, Followers followers) {
        this.tags = tags;
        this.followers = followers;
    }

    /** Blocks followers, all or nothing. */
    public void add(Collection<String> openIds) {
        require(openIds).forEach(number -> tags.block(number, true));
    }

    /** Takes followers back, all or nothing. */
    public void remove(Collection<String> openIds) {
        require(openIds).forEach(number -> tags.block(number, false));
    }

    private List<Integer> require(Collection<String> openIds) {
        Tags.requireSize(openIds, MAX_OPENIDS);
        for (var openId : openIds) {
            if (followers.isOfAnotherAccount(openId)) {
                throw Refusal.of(
                        49003, "the OpenID is of this account", openId, "an OpenID from user/get");
            }
        }
        return openIds.stream().map(followers::require).toList();
    }

    /** How many are blocked. */
    public int size() {
        return tags.countOf(tags.require(Tags.BLOCKED));
    }

    /** Up to {@code limit} numbers of blocked followers, from {@code from} on. */
    public List<Integer> page(int from, int limit) {
        return tags.page(tags.require(Tags.BLOCKED), from, limit);
    }
}
