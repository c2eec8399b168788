package io.qunfa.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The account's tags: up to 100, up to 20 on one follower.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/usermanage/tag/api_gettags.html">获取标签,
 *     state of November 2026</a>
 */
public final class Tags {

    /** The most followers of one call that tags or untags. */
    public static final int MAX_FOLLOWERS = 50;

    private final Api api;

    Tags(Api api) {
        this.api = api;
    }

    /** Every tag with the number of its followers, the platform's own included. */
    public List<Tag> list() {
        return api.get("/cgi-bin/tags/get", Query.NONE, Listed.class).tags;
    }

    /**
     * Creates a tag.
     *
     * @param name unique; 30 bytes of UTF-8 are always accepted
     */
    public TagId create(String name) {
        var body = Json.object();
        body.putObject("tag").put("name", name);
        return api.post("/cgi-bin/tags/create", body, Created.class).tag.id;
    }

    /**
     * Renames a tag; 45058 for the platform's own.
     *
     * @param name unique; 30 bytes of UTF-8 are always accepted
     */
    public void rename(TagId tag, String name) {
        var body = Json.object();
        body.putObject("tag").put("id", tag.value()).put("name", name);
        api.post("/cgi-bin/tags/update", body);
    }

    /** Deletes a tag; 45057 while more than 100,000 followers carry it. */
    public void delete(TagId tag) {
        var body = Json.object();
        body.putObject("tag").put("id", tag.value());
        api.post("/cgi-bin/tags/delete", body);
    }

    /** The first page of followers that carry the tag; its total is not told and 0. */
    public FollowerPage followers(TagId tag) {
        return followers(tag, "");
    }

    /** The page of followers that carry the tag after this one. */
    public FollowerPage followersAfter(TagId tag, OpenId last) {
        return followers(tag, last.value());
    }

    /**
     * Puts the tag on followers; on none of them if it fails with 45059. With 45171 all got it but
     * {@link WeChatException.Refused#failed}.
     *
     * @param followers 1 to 50
     */
    public void add(TagId tag, List<OpenId> followers) {
        api.post("/cgi-bin/tags/members/batchtagging", members(tag, followers));
    }

    /**
     * Takes the tag off followers; with 45171 off all but {@link WeChatException.Refused#failed}.
     *
     * @param followers 1 to 50
     */
    public void remove(TagId tag, List<OpenId> followers) {
        api.post("/cgi-bin/tags/members/batchuntagging", members(tag, followers));
    }

    /** The tags of one follower. */
    public List<TagId> of(OpenId follower) {
        var body = Json.object().put("openid", follower.value());
        return api.post("/cgi-bin/tags/getidlist", body, Ids.class).tagidList;
    }

    private FollowerPage followers(TagId tag, String after) {
        var body = Json.object().put("tagid", tag.value()).put("next_openid", after);
        return api.post("/cgi-bin/user/tag/get", body, OpenIdPage.class).toFollowerPage();
    }

    private static ObjectNode members(TagId tag, List<OpenId> followers) {
        Batch.require("follower", followers, MAX_FOLLOWERS);
        var body = Json.object();
        body.set("openid_list", Json.openIds(followers));
        return body.put("tagid", tag.value());
    }

    private record Listed(List<Tag> tags) {}

    private record Ids(List<TagId> tagidList) {}

    record Created(CreatedTag tag) {
        Created {
            Objects.requireNonNull(tag, "tag");
        }
    }

    record CreatedTag(TagId id, @Nullable String name) {
        CreatedTag {
            Objects.requireNonNull(id, "id");
        }
    }
}
