package io.qunfa.sandbox.message;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Agents;
import io.qunfa.sandbox.world.FileContent;
import io.qunfa.sandbox.world.FileFormat;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Restriction;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The agents of the customer service (客服管理). */
public final class AgentCalls {

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/customservice/getkflist", this::list,
                "/cgi-bin/customservice/getonlinekflist", this::listOnline,
                "/customservice/kfaccount/add", this::add,
                "/customservice/kfaccount/update", this::update,
                "/customservice/kfaccount/inviteworker", this::invite,
                "/customservice/kfaccount/uploadheadimg", this::picture,
                "/customservice/kfaccount/del", this::delete);
    }

    /** {@code GET /cgi-bin/customservice/getkflist}. */
    ObjectNode list(Call call) {
        var now = call.account().clock().instant();
        var answer = Json.object();
        var list = answer.putArray("kf_list");
        agents(call).all().forEach(agent -> list.add(write(agent, now)));
        return answer;
    }

    private static ObjectNode write(Agents.Agent agent, Instant now) {
        var json =
                Json.object()
                        .put("kf_account", agent.account())
                        .put("kf_headimgurl", agent.picture())
                        .put("kf_id", String.valueOf(agent.id()))
                        .put("kf_nick", agent.nickname());
        if (!agent.person().isEmpty()) {
            json.put("kf_wx", agent.person());
        }
        agent.invitation()
                .ifPresent(
                        invitation ->
                                json.put("invite_wx", invitation.person())
                                        .put(
                                                "invite_expire_time",
                                                invitation.end().getEpochSecond())
                                        .put("invite_status", invitation.status(now)));
        return json;
    }

    /** {@code GET /cgi-bin/customservice/getonlinekflist}; nobody serves anybody here. */
    ObjectNode listOnline(Call call) {
        var answer = Json.object();
        var list = answer.putArray("kf_online_list");
        agents(call).all().stream()
                .filter(Agents.Agent::online)
                .forEach(
                        agent ->
                                list.addObject()
                                        .put("kf_account", agent.account())
                                        .put("status", 1)
                                        .put("kf_id", String.valueOf(agent.id()))
                                        .put("accepted_case", 0));
        return answer;
    }

    /** {@code POST /customservice/kfaccount/add}. */
    ObjectNode add(Call call) {
        agents(call).add(text(call, "kf_account"), text(call, "nickname"));
        return Envelope.ok();
    }

    /** {@code POST /customservice/kfaccount/update}. */
    ObjectNode update(Call call) {
        agents(call).rename(text(call, "kf_account"), text(call, "nickname"));
        return Envelope.ok();
    }

    /** {@code POST /customservice/kfaccount/inviteworker}. */
    ObjectNode invite(Call call) {
        var person = text(call, "invite_wx");
        boolean isKnown = call.account().followers().numberOfWxName(person).isPresent();
        agents(call).invite(text(call, "kf_account"), person, isKnown);
        return Envelope.ok();
    }

    /** {@code POST /customservice/kfaccount/uploadheadimg?kf_account=}: a JPEG. */
    ObjectNode picture(Call call) {
        var name = call.parameter("kf_account");
        var agents = agents(call);
        agents.require(name);
        var part = call.form().requireFile("media");
        var content = new FileContent(part.fileName(), part.content().bytes());
        if (!content.is(FileFormat.JPEG)) {
            throw Refusal.of(61457, "the picture is a JPEG", part.fileName(), "a .jpg file");
        }
        agents.picture(name, call.account().content().media().addArticleImage(content));
        return Envelope.ok();
    }

    /** {@code GET /customservice/kfaccount/del?kf_account=}. */
    ObjectNode delete(Call call) {
        agents(call).delete(call.parameter("kf_account"));
        return Envelope.ok();
    }

    private static Agents agents(Call call) {
        requireEnabled(call.account());
        return call.account().relations().agents();
    }

    static void requireEnabled(OfficialAccount account) {
        if (account.settings().has(Restriction.AGENTS)) {
            throw Refusal.of(
                    65400,
                    "the new customer service is enabled",
                    "an account without",
                    "enable it");
        }
    }

    private static String text(Call call, String name) {
        return call.body().path(name).asString("");
    }
}
