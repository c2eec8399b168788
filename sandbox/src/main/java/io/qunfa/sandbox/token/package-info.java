/** Token calls: wire to world, one method per documented call, no state. */
@NullMarked
package io.qunfa.sandbox.token;

import org.jspecify.annotations.NullMarked;
