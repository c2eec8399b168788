/** Tests of {@code cli}. */
@NullMarked
package io.qunfa.server.cli;

import org.jspecify.annotations.NullMarked;
