/** Tests of {@code access}. */
@NullMarked
package io.qunfa.server.access;

import org.jspecify.annotations.NullMarked;
