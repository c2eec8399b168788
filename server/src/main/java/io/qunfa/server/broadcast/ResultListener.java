package io.qunfa.server.broadcast;

import io.qunfa.client.callback.JobStatus;
import io.qunfa.client.callback.MassSendJobFinished;
import io.qunfa.server.inbox.PushReceived;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears of send tasks that have ended. */
@Component
final class ResultListener {

    private final Results results;

    ResultListener(Results results) {
        this.results = results;
    }

    @EventListener
    void on(PushReceived received) {
        if (received.push() instanceof MassSendJobFinished finished) {
            results.take(received.account(), result(finished));
        }
    }

    private static JobResult result(MassSendJobFinished finished) {
        var counts = finished.counts();
        return new JobResult(
                finished.msgId(),
                finished.status().raw(),
                finished.status() instanceof JobStatus.Succeeded,
                new Counts(
                        counts.audience(), counts.eligible(), counts.delivered(), counts.failed()),
                ArticleResults.of(finished),
                finished.envelope().createdAt());
    }
}
