package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import java.time.Instant;

/**
 * What {@code MASSSENDJOBFINISH} says about one send task.
 *
 * @param status as the platform spelt it
 * @param successful whether that means sent
 * @param at the event's own time
 */
record JobResult(
        MsgId msgId,
        String status,
        boolean successful,
        Counts counts,
        ArticleResults articles,
        Instant at) {}
