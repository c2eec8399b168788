/**
 * What the platform tells us: verified, stored once, answered, and handed on later.
 *
 * <p>A callback is answered after one insert and before anybody acts on it; a worker publishes
 * {@link io.qunfa.server.inbox.PushReceived} in the transaction that marks the push processed, so
 * whatever listens acts exactly once or the push is tried again. Nothing that does not carry the
 * account's signature is stored, and nothing here asks the platform anything.
 */
@NullMarked
package io.qunfa.server.inbox;

import org.jspecify.annotations.NullMarked;
