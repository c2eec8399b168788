package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Audience;
import io.qunfa.sandbox.world.FollowerSet;
import io.qunfa.sandbox.world.Followers;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Tags;
import java.util.BitSet;
import tools.jackson.databind.JsonNode;

/** Reads whom a mass send addresses. */
final class Audiences {

    private static final int MIN_OPENIDS = 2;
    private static final int MAX_OPENIDS = 10_000;

    private Audiences() {}

    /** {@code filter}: everybody, or one tag, which old programs call a group. */
    static Audience ofFilter(JsonNode body, Tags tags) {
        var filter = body.path("filter");
        var toAll = filter.path("is_to_all");
        if (!filter.isObject() || (!toAll.isMissingNode() && !toAll.isBoolean())) {
            throw malformed(filter, "an object with a boolean is_to_all");
        }
        if (toAll.asBoolean(false)) {
            return new Audience.ToAll();
        }
        var tag =
                filter.path("tag_id").isMissingNode()
                        ? filter.path("group_id")
                        : filter.path("tag_id");
        long id = Json.integer(tag).orElseThrow(() -> malformed(filter, "one tag_id"));
        if (tags.find(id).isEmpty()) {
            throw Refusal.of(
                    40152, "the tag exists", "tag_id " + id, "an id from /cgi-bin/tags/get");
        }
        return new Audience.ToTag(id);
    }

    private static Refusal malformed(JsonNode filter, String expected) {
        return Refusal.of(40008, "the filter is well formed", filter.toString(), expected);
    }

    /** {@code touser}: 2 to 10,000 OpenIDs. */
    static Audience ofList(JsonNode body, Followers followers) {
        var list = body.path("touser");
        if (!list.isMissingNode() && !list.isArray()) {
            throw Refusal.of(
                    40031, "touser is a list", list.getNodeType().name(), "an array of OpenIDs");
        }
        if (list.isArray() && list.isEmpty()) {
            throw Refusal.of(40032, "touser has OpenIDs", "an empty list", "2 to 10000");
        }
        if (list.size() > MAX_OPENIDS) {
            throw Refusal.of(
                    45019, "at most 10000 OpenIDs", list.size() + " OpenIDs", "several calls");
        }
        var numbers = new BitSet();
        list.forEach(entry -> numbers.set(numberOf(entry, followers)));
        if (numbers.cardinality() < MIN_OPENIDS) {
            throw Refusal.of(
                    40130,
                    "at least two different OpenIDs in touser",
                    numbers.cardinality() + " OpenIDs",
                    "2 to 10000; one person is reached by a customer message");
        }
        return new Audience.ToList(FollowerSet.of(numbers), list.size());
    }

    private static int numberOf(JsonNode entry, Followers followers) {
        if (!entry.isString()) {
            throw Refusal.of(40031, "every OpenID is a string", entry.toString(), "a string");
        }
        return followers.require(entry.asString());
    }
}
