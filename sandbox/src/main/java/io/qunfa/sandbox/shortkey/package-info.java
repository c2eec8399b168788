/** Short keys for long data, and the short links that they replaced. */
@NullMarked
package io.qunfa.sandbox.shortkey;

import org.jspecify.annotations.NullMarked;
