/** The database under test, and the one database that all tests share. */
@NullMarked
package io.qunfa.server.database;

import org.jspecify.annotations.NullMarked;
