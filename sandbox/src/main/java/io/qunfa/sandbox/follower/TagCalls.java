package io.qunfa.sandbox.follower;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Measure;
import io.qunfa.sandbox.world.Tags;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tags on followers. */
public final class TagCalls {

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/tags/get", this::get,
                "/cgi-bin/tags/create", this::create,
                "/cgi-bin/tags/update", this::update,
                "/cgi-bin/tags/delete", this::delete,
                "/cgi-bin/tags/getidlist", this::idsOfFollower,
                "/cgi-bin/tags/members/batchtagging", this::tag,
                "/cgi-bin/tags/members/batchuntagging", this::untag,
                "/cgi-bin/user/tag/get", this::members);
    }

    /** {@code GET /cgi-bin/tags/get}: the starred group and the account's own tags. */
    ObjectNode get(Call call) {
        var tags = call.account().tags();
        var answer = Json.object();
        var list = answer.putArray("tags");
        tags.all().stream()
                .filter(tag -> tag.id() >= Tags.STARRED)
                .forEach(tag -> list.add(counted(tags, tag)));
        return answer;
    }

    /** {@code POST /cgi-bin/tags/create}. */
    ObjectNode create(Call call) {
        var tag = call.account().tags().create(nameOf(call.body()));
        var answer = Json.object();
        answer.putObject("tag").put("id", tag.id()).put("name", tag.name());
        return answer;
    }

    /** {@code POST /cgi-bin/tags/update}. */
    ObjectNode update(Call call) {
        call.account().tags().rename(idOf(call.body()), nameOf(call.body()));
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/tags/delete}. */
    ObjectNode delete(Call call) {
        call.account().tags().delete(idOf(call.body()));
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/tags/getidlist}: the tags of one follower. */
    ObjectNode idsOfFollower(Call call) {
        var account = call.account();
        int number = account.tags().requireOfThisAccount(call.body().path("openid").asString(""));
        var answer = Json.object();
        var list = answer.putArray("tagid_list");
        account.tags().idsOf(number).forEach(list::add);
        return answer;
    }

    /** {@code POST /cgi-bin/tags/members/batchtagging}. */
    ObjectNode tag(Call call) {
        var openIds = OpenIdList.read(call.body(), "openid_list");
        call.account().tags().tag(tagId(call.body()), openIds);
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/tags/members/batchuntagging}. */
    ObjectNode untag(Call call) {
        var openIds = OpenIdList.read(call.body(), "openid_list");
        call.account().tags().untag(tagId(call.body()), openIds);
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/user/tag/get}: a page of those who have the tag. */
    ObjectNode members(Call call) {
        var account = call.account();
        var tag = account.tags().require(tagId(call.body()));
        var cursor = call.body().path("next_openid").asString("");
        int from = OpenIdList.after(account.followers(), cursor);
        int size = account.settings().measure(Measure.FOLLOWERS_PER_PAGE);
        var page = account.tags().page(tag, from, size);
        return OpenIdList.write(account.followers(), page, Json.object());
    }

    private static long tagId(JsonNode body) {
        return OpenIdList.number(body.path("tagid"), 45159, "tagid");
    }

    private static long idOf(JsonNode body) {
        return OpenIdList.number(body.path("tag").path("id"), 45159, "tag.id");
    }

    private static String nameOf(JsonNode body) {
        return body.path("tag").path("name").asString("");
    }

    static ObjectNode counted(Tags tags, Tags.Tag tag) {
        return Json.object()
                .put("id", tag.id())
                .put("name", tag.name())
                .put("count", tags.countOf(tag));
    }
}
