package io.qunfa.sandbox.callback;

import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.MassJob;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Originality;
import io.qunfa.sandbox.world.Publication;
import io.qunfa.sandbox.world.PublishJob;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** The events at the end of sends and publications. */
final class ContentEvents {

    private static final String MASS = "MASSSENDJOBFINISH";

    private static final String NO_ADDRESSES =
            "<ArticleUrlResult><Count>0</Count><ResultList></ResultList></ArticleUrlResult>";

    private ContentEvents() {}

    /** The result of a mass send. */
    static Push massSendFinished(OfficialAccount account, MassJob job, Instant at) {
        var counts = job.counts();
        var sender = account.helperOpenId();
        var addresses =
                account.content()
                        .publications()
                        .find(job.msgDataId())
                        .map(ContentEvents::addresses)
                        .orElse(NO_ADDRESSES);
        var xml =
                Push.event(account, sender, MASS, at)
                        .number("MsgID", job.msgId())
                        .text("Status", job.status())
                        .number("TotalCount", counts.total())
                        .number("FilterCount", counts.filter())
                        .number("SentCount", counts.sent())
                        .number("ErrorCount", counts.error())
                        .raw(comparison(job.reprints()))
                        .raw(addresses)
                        .close();
        return new Push(account, MASS, sender, OptionalInt.empty(), xml);
    }

    /** What the originality check found; 2 lets a reprint pass, 3 does not. */
    private static String comparison(List<Originality.Mark> reprints) {
        var list = new Xml("ResultList");
        reprints.forEach(mark -> list.raw(reprint(mark)));
        int state = reprints.stream().allMatch(Originality.Mark::canReprint) ? 2 : 3;
        return new Xml("CopyrightCheckResult")
                .number("Count", reprints.size())
                .raw(list.close())
                .number("CheckState", reprints.isEmpty() ? 0 : state)
                .close();
    }

    private static String reprint(Originality.Mark mark) {
        return new Xml("item")
                .number("ArticleIdx", mark.idx())
                .number("UserDeclareState", 0)
                .number("AuditState", 2)
                .text("OriginalArticleUrl", mark.originalUrl())
                .number("OriginalArticleType", 1)
                .number("CanReprint", mark.canReprint() ? 1 : 0)
                .number("NeedReplaceContent", 1)
                .number("NeedShowReprintSource", 1)
                .close();
    }

    /** The result of a publication, under the name that the account's switches ask for. */
    static Push published(OfficialAccount account, PublishJob job, Instant at) {
        var switches = account.switches().content();
        if (switches.isOn(ContentSwitch.PUBLISH_AS_MASS_EVENT)) {
            return publishedAsMassEvent(account, job, at);
        }
        var name =
                switches.isOn(ContentSwitch.FREEPUBLISH_EVENT)
                        ? "FREEPUBLISHJOBFINISH"
                        : "PUBLISHJOBFINISH";
        var sender = account.helperOpenId();
        var xml = Push.event(account, sender, name, at).raw(info(job)).close();
        return new Push(account, name, sender, OptionalInt.empty(), xml);
    }

    private static String info(PublishJob job) {
        var info =
                new Xml("PublishEventInfo")
                        .number("publish_id", job.publishId())
                        .number("publish_status", job.status());
        job.publication().ifPresent(publication -> writeDetail(publication, info));
        job.failed().forEach(place -> info.number("fail_idx", place));
        return info.close();
    }

    private static void writeDetail(Publication publication, Xml info) {
        var detail = new Xml("article_detail").number("count", publication.pages().size());
        for (var page : publication.pages()) {
            detail.raw(
                    new Xml("item")
                            .number("idx", page.idx())
                            .text("article_url", page.url())
                            .close());
        }
        info.text("article_id", publication.articleId()).raw(detail.close());
    }

    /** What users reported in 2022 and 2023; which id it carried is not known. */
    private static Push publishedAsMassEvent(OfficialAccount account, PublishJob job, Instant at) {
        var sender = account.helperOpenId();
        var xml =
                Push.event(account, sender, MASS, at)
                        .number("MsgID", job.publishId())
                        .text("Status", job.failed().isEmpty() ? "send success" : "send fail")
                        .number("TotalCount", 0)
                        .number("FilterCount", 0)
                        .number("SentCount", 0)
                        .number("ErrorCount", 0)
                        .raw(comparison(List.of()))
                        .raw(job.publication().map(ContentEvents::addresses).orElse(NO_ADDRESSES))
                        .close();
        return new Push(account, MASS, sender, OptionalInt.empty(), xml);
    }

    static String addresses(Publication publication) {
        var list = new Xml("ResultList");
        for (var page : publication.pages()) {
            list.raw(
                    new Xml("item")
                            .number("ArticleIdx", page.idx())
                            .text("ArticleUrl", page.url())
                            .close());
        }
        return new Xml("ArticleUrlResult")
                .number("Count", publication.pages().size())
                .raw(list.close())
                .close();
    }
}
