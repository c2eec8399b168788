package io.qunfa.sandbox.follower;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Tags;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tags, and the groups they replaced in 2016. */
public final class TagCalls {

    /** {@code GET /cgi-bin/tags/get}: the starred group and the account's own tags. */
    public ObjectNode get(Call call) {
        var tags = call.account().tags();
        var answer = Json.object();
        var list = answer.putArray("tags");
        tags.all().stream()
                .filter(tag -> tag.id() >= Tags.STARRED)
                .forEach(tag -> list.add(counted(tags, tag)));
        return answer;
    }

    /** {@code GET /cgi-bin/groups/get}: the same as groups, with the two that tags hide. */
    public ObjectNode groups(Call call) {
        var tags = call.account().tags();
        var answer = Json.object();
        var list = answer.putArray("groups");
        tags.all().forEach(tag -> list.add(counted(tags, tag)));
        return answer;
    }

    /** {@code POST /cgi-bin/tags/create}. */
    public ObjectNode create(Call call) {
        var name = call.body().path("tag").path("name").asString("");
        var tag = call.account().tags().create(name);
        var answer = Json.object();
        answer.putObject("tag").put("id", tag.id()).put("name", tag.name());
        return answer;
    }

    /** {@code POST /cgi-bin/tags/members/batchtagging}. */
    public ObjectNode tag(Call call) {
        var openIds = new ArrayList<String>();
        for (JsonNode openId : call.body().path("openid_list")) {
            openIds.add(openId.asString(""));
        }
        call.account().tags().tag(tagId(call.body()), openIds);
        return Envelope.ok();
    }

    private static long tagId(JsonNode body) {
        return Json.integer(body.path("tagid"))
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        45159,
                                        "tagid is a number",
                                        body.path("tagid").toString(),
                                        "the id of a tag"));
    }

    private static ObjectNode counted(Tags tags, Tags.Tag tag) {
        return Json.object()
                .put("id", tag.id())
                .put("name", tag.name())
                .put("count", tags.countOf(tag));
    }
}
