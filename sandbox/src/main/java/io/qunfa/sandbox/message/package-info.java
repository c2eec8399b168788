/**
 * Messages to single people beside mass sends: customer-service messages, template messages,
 * subscription notices. Wire to world, no state.
 */
@NullMarked
package io.qunfa.sandbox.message;

import org.jspecify.annotations.NullMarked;
