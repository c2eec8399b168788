package io.qunfa.server.broadcast;

/**
 * What the platform counted for one call.
 *
 * @param total 目标人数, whom the call was addressed to
 * @param eligible 过滤后可发, who was left after the platform's filters
 * @param delivered 成功
 * @param failed 失败
 */
record Counts(long total, long eligible, long delivered, long failed) {}
