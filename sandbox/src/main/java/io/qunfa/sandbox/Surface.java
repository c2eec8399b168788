package io.qunfa.sandbox;

import static java.util.Map.entry;

import io.qunfa.sandbox.content.ArticlePages;
import io.qunfa.sandbox.content.ContentSurface;
import io.qunfa.sandbox.faults.Faults;
import io.qunfa.sandbox.follower.BlocklistCalls;
import io.qunfa.sandbox.follower.GroupCalls;
import io.qunfa.sandbox.follower.TagCalls;
import io.qunfa.sandbox.follower.UserCalls;
import io.qunfa.sandbox.journal.Journal;
import io.qunfa.sandbox.mass.JobCalls;
import io.qunfa.sandbox.mass.MassSendCalls;
import io.qunfa.sandbox.mass.PreviewCalls;
import io.qunfa.sandbox.menu.MenuCalls;
import io.qunfa.sandbox.message.AgentCalls;
import io.qunfa.sandbox.message.ChatRecordCalls;
import io.qunfa.sandbox.message.CustomMessageCalls;
import io.qunfa.sandbox.message.SubscriptionCalls;
import io.qunfa.sandbox.message.TemplateCalls;
import io.qunfa.sandbox.qrcode.QrCodeCalls;
import io.qunfa.sandbox.qrcode.QrCodePages;
import io.qunfa.sandbox.shortkey.ShortKeyCalls;
import io.qunfa.sandbox.statistics.StatisticsSurface;
import io.qunfa.sandbox.token.DiagnosisCalls;
import io.qunfa.sandbox.token.QuotaCalls;
import io.qunfa.sandbox.token.TokenCalls;
import io.qunfa.sandbox.web.AuthorizePages;
import io.qunfa.sandbox.web.LoginCalls;
import io.qunfa.sandbox.web.PageHandler;
import io.qunfa.sandbox.web.TicketCalls;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.DocumentedCalls;
import io.qunfa.sandbox.world.World;
import java.util.HashMap;
import java.util.Map;

/** Who serves which call. */
final class Surface {

    private Surface() {}

    static Map<String, CallHandler> handlers(World world, Faults faults, Journal journal) {
        var all = new HashMap<>(sends(world, faults));
        all.putAll(new UserCalls(world).handlers());
        all.putAll(new TagCalls().handlers());
        all.putAll(new GroupCalls().handlers());
        all.putAll(new BlocklistCalls().handlers());
        all.putAll(new QuotaCalls(world, DocumentedCalls.read()).handlers());
        all.putAll(new DiagnosisCalls(journal.refusedCalls()).handlers());
        all.putAll(new QrCodeCalls().handlers());
        all.putAll(new ShortKeyCalls().handlers());
        all.putAll(new MenuCalls().handlers());
        all.putAll(new CustomMessageCalls().handlers());
        all.putAll(new ChatRecordCalls().handlers());
        all.putAll(new AgentCalls().handlers());
        all.putAll(new TemplateCalls().handlers());
        all.putAll(new SubscriptionCalls().handlers());
        all.putAll(new TicketCalls().handlers());
        all.putAll(new LoginCalls(world).handlers());
        all.putAll(ContentSurface.handlers());
        all.putAll(StatisticsSurface.handlers());
        return Map.copyOf(all);
    }

    /** The pages for people. */
    static Map<String, PageHandler> pages(World world) {
        var pages = new HashMap<>(new QrCodePages(world).handlers());
        pages.putAll(new AuthorizePages(world).handlers());
        pages.putAll(new ArticlePages(world).handlers());
        return pages;
    }

    private static Map<String, CallHandler> sends(World world, Faults faults) {
        var tokens = new TokenCalls(world);
        var sends = new MassSendCalls(() -> faults.overtakes("MASSSENDJOBFINISH"));
        var previews = new PreviewCalls();
        var jobs = new JobCalls();
        return Map.ofEntries(
                entry("/cgi-bin/token", tokens::token),
                entry("/cgi-bin/stable_token", tokens::stableToken),
                entry("/cgi-bin/message/mass/sendall", sends::sendAll),
                entry("/cgi-bin/message/mass/send", sends::send),
                entry("/cgi-bin/message/mass/preview", previews::preview),
                entry("/cgi-bin/message/mass/get", jobs::get),
                entry("/cgi-bin/message/mass/delete", jobs::delete),
                entry("/cgi-bin/message/mass/speed/get", jobs::speed),
                entry("/cgi-bin/message/mass/speed/set", jobs::setSpeed));
    }
}
