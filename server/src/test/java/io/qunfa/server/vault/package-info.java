/** Tests of {@code vault}. */
@NullMarked
package io.qunfa.server.vault;

import org.jspecify.annotations.NullMarked;
