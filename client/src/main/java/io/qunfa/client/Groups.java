package io.qunfa.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Groups, which tags have replaced in 2016 and which still answer. A follower is in exactly one; 0
 * is none, 1 the blocked list, 2 the starred ones; up to 100. The platform has no page about them
 * any more; requests and answers are as the libraries of the time know them.
 */
public final class Groups {

    /** The most followers of one move. */
    public static final int MAX_FOLLOWERS = 50;

    private final Api api;

    Groups(Api api) {
        this.api = api;
    }

    /** Every group with the number of its followers. */
    public List<Tag> list() {
        return api.get("/cgi-bin/groups/get", Query.NONE, Listed.class).groups;
    }

    /**
     * Creates a group.
     *
     * @param name up to 30 characters
     */
    public TagId create(String name) {
        var body = Json.object();
        body.putObject("group").put("name", name);
        return api.post("/cgi-bin/groups/create", body, Created.class).group.id;
    }

    /** The group a follower is in. */
    public TagId of(OpenId follower) {
        var body = Json.object().put("openid", follower.value());
        return api.post("/cgi-bin/groups/getid", body, Found.class).groupid;
    }

    /** Renames a group; 45016 for the platform's own. */
    public void rename(TagId group, String name) {
        var body = Json.object();
        body.putObject("group").put("id", group.value()).put("name", name);
        api.post("/cgi-bin/groups/update", body);
    }

    /** Moves one follower. */
    public void move(OpenId follower, TagId group) {
        var body = Json.object().put("openid", follower.value()).put("to_groupid", group.value());
        api.post("/cgi-bin/groups/members/update", body);
    }

    /**
     * Moves several followers.
     *
     * @param followers 1 to 50
     */
    public void move(List<OpenId> followers, TagId group) {
        Batch.require("follower", followers, MAX_FOLLOWERS);
        var body = Json.object();
        body.set("openid_list", Json.openIds(followers));
        api.post("/cgi-bin/groups/members/batchupdate", body.put("to_groupid", group.value()));
    }

    /** Deletes a group; its followers are then in none. */
    public void delete(TagId group) {
        var body = Json.object();
        body.putObject("group").put("id", group.value());
        api.post("/cgi-bin/groups/delete", body);
    }

    private record Listed(List<Tag> groups) {}

    record Created(CreatedGroup group) {
        Created {
            Objects.requireNonNull(group, "group");
        }
    }

    record CreatedGroup(TagId id, @Nullable String name) {
        CreatedGroup {
            Objects.requireNonNull(id, "id");
        }
    }

    record Found(TagId groupid) {
        Found {
            Objects.requireNonNull(groupid, "groupid");
        }
    }
}
