package io.qunfa.sandbox.follower;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Measure;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The blocked list (黑名单). */
public final class BlocklistCalls {

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/tags/members/getblacklist", this::get,
                "/cgi-bin/tags/members/batchblacklist", this::add,
                "/cgi-bin/tags/members/batchunblacklist", this::remove);
    }

    /** {@code POST /cgi-bin/tags/members/getblacklist}: a page from {@code begin_openid} on. */
    ObjectNode get(Call call) {
        var account = call.account();
        var cursor = call.body().path("begin_openid").asString("");
        int from = OpenIdList.after(account.followers(), cursor);
        int size = account.settings().measure(Measure.BLOCKED_PER_PAGE);
        var page = account.blocklist().page(from, size);
        var answer = Json.object().put("total", account.blocklist().size());
        return OpenIdList.write(account.followers(), page, answer);
    }

    /** {@code POST /cgi-bin/tags/members/batchblacklist}: up to 20. */
    ObjectNode add(Call call) {
        call.account().blocklist().add(OpenIdList.read(call.body(), "openid_list"));
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/tags/members/batchunblacklist}: up to 20. */
    ObjectNode remove(Call call) {
        call.account().blocklist().remove(OpenIdList.read(call.body(), "openid_list"));
        return Envelope.ok();
    }
}
