package io.qunfa.server.broadcast;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Whom a broadcast did not reach for reasons that concern whole calls.
 *
 * @param calls how many calls
 * @param members whom they were for, if the calls named them
 * @param draft the broadcast to them, if there is one
 */
record Remainder(
        int calls, long recipients, @Nullable RoaringBitmap members, Optional<BroadcastId> draft) {}
