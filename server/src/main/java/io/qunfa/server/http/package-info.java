/**
 * The edge that all modules share: problems and their texts, limits, the console's files.
 *
 * <p>It knows no domain. Each module brings its own codes and its own texts in {@code
 * messages/<module>}.
 */
@NullMarked
package io.qunfa.server.http;

import org.jspecify.annotations.NullMarked;
