/**
 * A small HTTP/1.1 server that can also misbehave.
 *
 * <p>An emulator must break its own wire on demand: close without an answer, reset the connection,
 * stop in the middle of a body. Servers are written to make that impossible, so this one is ours:
 * one virtual thread per connection, blocking reads, every size limited. It knows nothing of the
 * platform.
 */
@NullMarked
package io.qunfa.sandbox.http;

import org.jspecify.annotations.NullMarked;
