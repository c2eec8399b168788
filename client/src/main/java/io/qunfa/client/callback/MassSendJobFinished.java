package io.qunfa.client.callback;

import io.qunfa.client.MsgId;
import java.util.List;

/**
 * A mass send is (nearly) over. This is the only place where the platform tells its counts.
 *
 * @param msgId the {@code msg_id} the send was answered with
 * @param articles the addresses of the articles, if there are any
 * @param copyright the originality check, if there was one
 */
public record MassSendJobFinished(
        Envelope envelope,
        MsgId msgId,
        JobStatus status,
        Counts counts,
        List<Article> articles,
        CopyrightCheck copyright)
        implements Event {

    public MassSendJobFinished {
        articles = List.copyOf(articles);
    }

    /**
     * How many followers. The event comes shortly before the last deliveries, so these are close
     * but not exact.
     *
     * @param audience before filtering
     * @param eligible left after filtering ({@code FilterCount})
     */
    public record Counts(long audience, long eligible, long delivered, long failed) {}

    /**
     * An article as followers can open it.
     *
     * @param position from 1
     */
    public record Article(int position, String url) {}

    /**
     * What the originality check found.
     *
     * @param state 1 no reprint, 2 a reprint that may be sent, 3 one that may not; 0 if not told
     */
    public record CopyrightCheck(int state, List<CheckedArticle> articles) {
        public CopyrightCheck {
            articles = List.copyOf(articles);
        }
    }

    /**
     * One article of the check.
     *
     * @param position from 1
     * @param declared what the author declared: 0 nothing, 1 original, 2 reprint
     * @param auditState 0 not checked, 1 being checked, 11 passed; others did not pass
     * @param originalUrl the article it resembles; empty if there is none
     * @param originalType 1 declared original, 2 not original, 3 news, 4 blocked
     */
    public record CheckedArticle(
            int position,
            int declared,
            int auditState,
            String originalUrl,
            int originalType,
            boolean canReprint,
            boolean needsReplacedContent,
            boolean needsReprintSource) {}
}
