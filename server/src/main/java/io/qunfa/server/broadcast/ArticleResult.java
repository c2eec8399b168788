package io.qunfa.server.broadcast;

import org.jspecify.annotations.Nullable;

/**
 * What the platform says about one article of a send.
 *
 * @param position from 1
 * @param url where followers read it; null if the platform did not tell
 * @param check null if its originality was not checked
 */
record ArticleResult(int position, @Nullable String url, @Nullable Originality check) {

    /**
     * The originality check of one article.
     *
     * @param declared what the author declared: 0 nothing, 1 original, 2 reprint
     * @param auditState 0 not checked, 1 being checked, 11 passed; others did not pass
     * @param originalUrl the article it resembles; empty if there is none
     * @param originalType 1 declared original, 2 not original, 3 news, 4 blocked
     */
    record Originality(
            int declared,
            int auditState,
            String originalUrl,
            int originalType,
            boolean canReprint,
            boolean needsReplacedContent,
            boolean needsReprintSource) {

        /** A stable word for what it comes to. */
        String verdict() {
            return switch (auditState) {
                case 0 -> "not-checked";
                case 1 -> "being-checked";
                case 11 -> "passed";
                default -> canReprint ? "reprint-allowed" : "reprint-forbidden";
            };
        }
    }
}
