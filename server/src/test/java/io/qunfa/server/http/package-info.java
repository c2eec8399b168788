/** Tests of {@code http}. */
@NullMarked
package io.qunfa.server.http;

import org.jspecify.annotations.NullMarked;
