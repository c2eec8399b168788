package io.qunfa.server.broadcast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param confirmationUntil until when the administrator may confirm it; null if nobody is awaited
 */
record CallResult(Call call, ArticleResults articles, @Nullable Instant confirmationUntil) {}
