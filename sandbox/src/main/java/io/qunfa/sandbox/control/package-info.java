/**
 * The control surface under {@code /_sandbox}: everything a tester may do to the world and see of
 * it, and the sandbox's pages.
 *
 * <p>Answers only callers whose {@code Host} and {@code Origin} are this machine.
 */
@NullMarked
package io.qunfa.sandbox.control;

import org.jspecify.annotations.NullMarked;
