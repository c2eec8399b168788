/**
 * The platform's side of the wire: which calls exist, the order of checks before a call is served,
 * the shape of its answers.
 *
 * <p>Holds no state and no rule of a single call; the families beside it translate those.
 */
@NullMarked
package io.qunfa.sandbox.wire;

import org.jspecify.annotations.NullMarked;
