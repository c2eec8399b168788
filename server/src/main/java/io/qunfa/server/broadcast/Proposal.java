package io.qunfa.server.broadcast;

import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Draft;
import io.qunfa.server.content.Message;
import java.time.Instant;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * A broadcast to be planned.
 *
 * @param draft the draft that its message was picked from, as it is now; empty if it is gone, or if
 *     the message is none of a draft
 * @param usedUp whether it is gone because an earlier send of ours used it up, and a copy can be
 *     made
 * @param otherUse when another scheduled broadcast sends the same draft; the first one if there are
 *     several
 * @param reach whom its audience reaches now
 * @param served who has had a broadcast with its once-only key
 */
record Proposal(
        Message message,
        Optional<Draft> draft,
        boolean usedUp,
        Optional<Instant> otherUse,
        Reach reach,
        Options options,
        RoaringBitmap served) {}
