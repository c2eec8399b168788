/**
 * What a test of the running server needs: {@link io.qunfa.server.testing.ServerTest} and a {@link
 * io.qunfa.server.testing.Visitor} who talks to it over HTTP.
 */
@NullMarked
package io.qunfa.server.testing;

import org.jspecify.annotations.NullMarked;
