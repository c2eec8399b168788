/**
 * Seals what must not be readable in a dump of the database: app secrets, callback tokens, keys.
 *
 * <p>The key is outside the database, in the data directory or in the environment. Nothing here
 * knows what is sealed.
 */
@NullMarked
package io.qunfa.server.vault;

import org.jspecify.annotations.NullMarked;
