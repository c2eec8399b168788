/**
 * The time that rules go by. It can follow a sandbox's clock; leases and time-outs never use it.
 */
@NullMarked
package io.qunfa.server.clock;

import org.jspecify.annotations.NullMarked;
