/** Mass-message calls: wire to world, one method per documented call, no state. */
@NullMarked
package io.qunfa.sandbox.mass;

import org.jspecify.annotations.NullMarked;
