/** Follower, tag and group calls: wire to world, one method per documented call, no state. */
@NullMarked
package io.qunfa.sandbox.follower;

import org.jspecify.annotations.NullMarked;
