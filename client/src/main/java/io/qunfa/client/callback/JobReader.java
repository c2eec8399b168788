package io.qunfa.client.callback;

import io.qunfa.client.MsgId;
import io.qunfa.client.PublishId;
import io.qunfa.client.PublishState;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the results of jobs. What is missing counts as 0 or empty; only the id has to be there. */
final class JobReader {

    private static final Pattern STOP = Pattern.compile("err\\((\\d{1,9})\\)");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private JobReader() {}

    static MassSendJobFinished massSend(Envelope envelope, XmlNode xml) {
        var counts =
                new MassSendJobFinished.Counts(
                        xml.number("TotalCount"),
                        xml.number("FilterCount"),
                        xml.number("SentCount"),
                        xml.number("ErrorCount"));
        return new MassSendJobFinished(
                envelope,
                new MsgId(xml.number("MsgID")),
                status(xml.text("Status")),
                counts,
                articles(xml.in("ArticleUrlResult").in("ResultList"), "ArticleIdx", "ArticleUrl"),
                copyright(xml.in("CopyrightCheckResult")));
    }

    static PublishJobFinished publish(Envelope envelope, XmlNode xml) {
        var info = xml.in("PublishEventInfo");
        return new PublishJobFinished(
                envelope,
                new PublishId(info.number("publish_id")),
                PublishState.of((int) info.number("publish_status")),
                info.find("article_id"),
                articles(info.in("article_detail"), "idx", "article_url"),
                info.children("fail_idx").stream()
                        .map(failed -> Integer.valueOf(failed.text().strip()))
                        .toList());
    }

    /** Reads the words of the platform, whose spaces and case have varied. */
    static JobStatus status(String raw) {
        var text = SPACES.matcher(raw.toLowerCase(Locale.ROOT)).replaceAll("");
        var stop = STOP.matcher(text);
        if (stop.matches()) {
            return new JobStatus.Stopped(raw, Integer.parseInt(stop.group(1)));
        }
        return switch (text) {
            case "sendsuccess" -> new JobStatus.Succeeded(raw);
            case "sendfail" -> new JobStatus.Failed(raw);
            default -> new JobStatus.Unknown(raw);
        };
    }

    private static List<MassSendJobFinished.Article> articles(
            XmlNode list, String position, String url) {
        return list.children("item").stream()
                .map(
                        item ->
                                new MassSendJobFinished.Article(
                                        (int) item.number(position), item.text(url)))
                .toList();
    }

    private static MassSendJobFinished.CopyrightCheck copyright(XmlNode check) {
        var articles =
                check.in("ResultList").children("item").stream()
                        .map(JobReader::checkedArticle)
                        .toList();
        return new MassSendJobFinished.CopyrightCheck((int) check.number("CheckState"), articles);
    }

    private static MassSendJobFinished.CheckedArticle checkedArticle(XmlNode item) {
        return new MassSendJobFinished.CheckedArticle(
                (int) item.number("ArticleIdx"),
                (int) item.number("UserDeclareState"),
                (int) item.number("AuditState"),
                item.text("OriginalArticleUrl"),
                (int) item.number("OriginalArticleType"),
                item.number("CanReprint") == 1,
                item.number("NeedReplaceContent") == 1,
                item.number("NeedShowReprintSource") == 1);
    }
}
