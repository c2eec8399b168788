/**
 * The HTTP server of the JDK, and a wire in front of it that can break.
 *
 * <p>An emulator must do on demand what servers are written to make impossible: close without an
 * answer, reset the connection, stop in the middle of a body. The wire does that; the server behind
 * it stays an ordinary one. Everything is read and written with blocking calls on virtual threads,
 * every size is limited. Knows nothing of the platform.
 */
@NullMarked
package io.qunfa.sandbox.http;

import org.jspecify.annotations.NullMarked;
