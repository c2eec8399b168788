package io.qunfa.sandbox;

import static java.util.Map.entry;

import io.qunfa.sandbox.content.ContentSurface;
import io.qunfa.sandbox.faults.Faults;
import io.qunfa.sandbox.follower.TagCalls;
import io.qunfa.sandbox.follower.UserCalls;
import io.qunfa.sandbox.mass.JobCalls;
import io.qunfa.sandbox.mass.MassSendCalls;
import io.qunfa.sandbox.mass.PreviewCalls;
import io.qunfa.sandbox.statistics.StatisticsSurface;
import io.qunfa.sandbox.token.TokenCalls;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.world.World;
import java.util.HashMap;
import java.util.Map;

/** Who serves which call. */
final class Surface {

    private Surface() {}

    static Map<String, CallHandler> handlers(World world, Faults faults) {
        var tokens = new TokenCalls(world);
        var users = new UserCalls();
        var tags = new TagCalls();
        var sends = new MassSendCalls(() -> faults.overtakes("MASSSENDJOBFINISH"));
        var previews = new PreviewCalls();
        var jobs = new JobCalls();
        var all = new HashMap<String, CallHandler>(ContentSurface.handlers());
        all.putAll(StatisticsSurface.handlers());
        all.putAll(
                Map.ofEntries(
                        entry("/cgi-bin/token", tokens::token),
                        entry("/cgi-bin/stable_token", tokens::stableToken),
                        entry("/cgi-bin/getcallbackip", tokens::addresses),
                        entry("/cgi-bin/get_api_domain_ip", tokens::addresses),
                        entry("/cgi-bin/user/get", users::get),
                        entry("/cgi-bin/user/info", users::info),
                        entry("/cgi-bin/tags/get", tags::get),
                        entry("/cgi-bin/tags/create", tags::create),
                        entry("/cgi-bin/tags/members/batchtagging", tags::tag),
                        entry("/cgi-bin/groups/get", tags::groups),
                        entry("/cgi-bin/message/mass/sendall", sends::sendAll),
                        entry("/cgi-bin/message/mass/send", sends::send),
                        entry("/cgi-bin/message/mass/preview", previews::preview),
                        entry("/cgi-bin/message/mass/get", jobs::get),
                        entry("/cgi-bin/message/mass/delete", jobs::delete),
                        entry("/cgi-bin/message/mass/speed/get", jobs::speed),
                        entry("/cgi-bin/message/mass/speed/set", jobs::setSpeed)));
        return all;
    }
}
