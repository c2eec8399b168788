/**
 * The commands of {@code ./qunfa}. It starts the other modules and talks to them by their facades,
 * or to another server over HTTP; nobody uses it.
 *
 * <p>What goes wrong for a reason the user can mend is one sentence, never a stack trace.
 */
@NullMarked
package io.qunfa.server.cli;

import org.jspecify.annotations.NullMarked;
