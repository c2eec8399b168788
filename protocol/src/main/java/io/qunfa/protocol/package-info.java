/**
 * Facts that both sides of the wire agree on, each proven by a published vector.
 *
 * <p>Holds no wire types: the client and the sandbox must not share a spelling mistake.
 */
@NullMarked
package io.qunfa.protocol;

import org.jspecify.annotations.NullMarked;
