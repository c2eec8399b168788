/**
 * The heartbeat of work that waits in tables: loops that look for it and can be woken early.
 *
 * <p>Knows nothing of the work; claiming rows, leases and retries belong to the modules.
 */
@NullMarked
package io.qunfa.server.work;

import org.jspecify.annotations.NullMarked;
