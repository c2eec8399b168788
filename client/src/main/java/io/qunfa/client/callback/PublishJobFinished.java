package io.qunfa.client.callback;

import io.qunfa.client.PublishId;
import io.qunfa.client.PublishState;
import java.util.List;
import java.util.Optional;

/**
 * Publishing a draft without notifying anybody has ended.
 *
 * @param publishId as answered to the submission
 * @param articleId only if it succeeded
 * @param failed positions of the articles that failed, from 1
 */
public record PublishJobFinished(
        Envelope envelope,
        PublishId publishId,
        PublishState status,
        Optional<String> articleId,
        List<MassSendJobFinished.Article> articles,
        List<Integer> failed)
        implements Event {

    public PublishJobFinished {
        articles = List.copyOf(articles);
        failed = List.copyOf(failed);
    }
}
