/**
 * The data directory, the PostgreSQL in it, and the migrations of all modules.
 *
 * <p>The embedded PostgreSQL is a real one: durable, behind a password, and it outlives a server
 * that was killed; the next server adopts it. This package knows no module's tables but the
 * scheduler's.
 */
@NullMarked
package io.qunfa.server.database;

import org.jspecify.annotations.NullMarked;
