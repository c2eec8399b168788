/**
 * The broadcast server: a modular monolith whose modules are the packages below this one.
 *
 * <p>Spring stays at the edge. The rules are plain Java, and a module shows others only the public
 * types of its base package.
 */
@NullMarked
package io.qunfa.server;

import org.jspecify.annotations.NullMarked;
