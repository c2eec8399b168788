/**
 * What breaks next, as data: by path or event, so many times or with a probability.
 *
 * <p>Decides only; the wire and the callbacks carry it out.
 */
@NullMarked
package io.qunfa.sandbox.faults;

import org.jspecify.annotations.NullMarked;
