/**
 * The platform as a client: the handshake of the interface configuration, pushes with their
 * retries, passive replies.
 *
 * <p>Network time-outs run on real time, the pauses between attempts on the virtual clock. Never
 * follows a redirect, never pushes anywhere but to the configured address.
 */
@NullMarked
package io.qunfa.sandbox.callback;

import org.jspecify.annotations.NullMarked;
