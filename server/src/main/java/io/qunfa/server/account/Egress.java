package io.qunfa.server.account;

import java.time.Instant;

/**
 * Under which address the platform sees a node; it belongs on the account's API IP allowlist.
 *
 * @param node the name of the machine
 */
record Egress(String node, String address, Instant learnedAt) {}
