package io.qunfa.server.broadcast;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody of the staff who gets previews.
 *
 * @param follower their number, once they scanned the code they were invited with
 * @param weChatId 微信号, if they are known by that
 * @param invitedUntil how long the code is good that nobody has scanned yet
 */
record Previewer(
        UUID id,
        String name,
        Optional<Integer> follower,
        Optional<String> weChatId,
        Optional<Instant> invitedUntil) {

    static final int LONGEST_NAME = 64;

    /** Whether a preview can reach them. */
    boolean isReachable() {
        return follower.isPresent() || weChatId.isPresent();
    }
}
