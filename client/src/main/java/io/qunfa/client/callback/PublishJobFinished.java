package io.qunfa.client.callback;

import io.qunfa.client.PublishId;
import java.util.List;
import java.util.Optional;

/**
 * Publishing a draft without notifying anybody has ended.
 *
 * @param publishId as answered to the submission
 * @param status 0 success, 1 in progress, 2 and 3 failed, 4 refused by review, 5 deleted, 6 banned
 * @param articleId only if it succeeded
 * @param failed positions of the articles that failed, from 1
 */
public record PublishJobFinished(
        Envelope envelope,
        PublishId publishId,
        int status,
        Optional<String> articleId,
        List<MassSendJobFinished.Article> articles,
        List<Integer> failed)
        implements Event {

    public PublishJobFinished {
        articles = List.copyOf(articles);
        failed = List.copyOf(failed);
    }
}
