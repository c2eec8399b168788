package io.qunfa.server.broadcast;

import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Message;
import org.roaringbitmap.RoaringBitmap;

/**
 * A broadcast to be planned.
 *
 * @param reach whom its audience reaches now
 * @param served who has had a broadcast with its once-only key
 */
record Proposal(Message message, Reach reach, Options options, RoaringBitmap served) {}
