package io.qunfa.sandbox.follower;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The groups that tags replaced in 2016; old SDKs still call them. */
public final class GroupCalls {

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/groups/create", this::create,
                "/cgi-bin/groups/get", this::get,
                "/cgi-bin/groups/getid", this::groupOf,
                "/cgi-bin/groups/update", this::update,
                "/cgi-bin/groups/delete", this::delete,
                "/cgi-bin/groups/members/update", this::move,
                "/cgi-bin/groups/members/batchupdate", this::moveMany);
    }

    /** {@code POST /cgi-bin/groups/create}. */
    ObjectNode create(Call call) {
        var group = call.account().groups().create(nameOf(call.body()));
        var answer = Json.object();
        answer.putObject("group").put("id", group.id()).put("name", group.name());
        return answer;
    }

    /** {@code GET /cgi-bin/groups/get}: the tags, with the two that tags/get hides. */
    ObjectNode get(Call call) {
        var tags = call.account().tags();
        var answer = Json.object();
        var list = answer.putArray("groups");
        tags.all().forEach(tag -> list.add(TagCalls.counted(tags, tag)));
        return answer;
    }

    /** {@code POST /cgi-bin/groups/getid}: the group of one follower. */
    ObjectNode groupOf(Call call) {
        var account = call.account();
        int number = account.followers().require(call.body().path("openid").asString(""));
        return Json.object().put("groupid", account.groups().of(number));
    }

    /** {@code POST /cgi-bin/groups/update}. */
    ObjectNode update(Call call) {
        call.account().groups().rename(idOf(call.body()), nameOf(call.body()));
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/groups/delete}. */
    ObjectNode delete(Call call) {
        call.account().groups().delete(idOf(call.body()));
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/groups/members/update}. */
    ObjectNode move(Call call) {
        var openId = call.body().path("openid").asString("");
        call.account().groups().move(List.of(openId), target(call.body()));
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/groups/members/batchupdate}. */
    ObjectNode moveMany(Call call) {
        var openIds = OpenIdList.read(call.body(), "openid_list");
        call.account().groups().move(openIds, target(call.body()));
        return Envelope.ok();
    }

    private static long target(JsonNode body) {
        return OpenIdList.number(body.path("to_groupid"), 40050, "to_groupid");
    }

    private static long idOf(JsonNode body) {
        return OpenIdList.number(body.path("group").path("id"), 40050, "group.id");
    }

    private static String nameOf(JsonNode body) {
        return body.path("group").path("name").asString("");
    }
}
