package io.qunfa.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the platform tells about one follower; name and picture are not part of it since December
 * 2021.
 *
 * @param following false for somebody who left, of whom nothing else is told
 * @param followedAt the last time they began to follow
 * @param unionId only if the account belongs to an open-platform account
 * @param language in which they use WeChat; the platform no longer tells it, so mostly empty
 * @param remark the account's own note
 * @param group of the time before there were tags; empty if they do not follow
 * @param scene how they found the account, such as {@code ADD_SCENE_QR_CODE}, or whatever the
 *     platform adds
 * @param qrScene the value of the QR code with parameters that led here; empty if none did
 */
public record Follower(
        OpenId openId,
        boolean following,
        Optional<Instant> followedAt,
        Optional<String> unionId,
        String language,
        String remark,
        Optional<TagId> group,
        List<TagId> tags,
        String scene,
        String qrScene) {

    public Follower {
        tags = List.copyOf(tags);
    }
}
