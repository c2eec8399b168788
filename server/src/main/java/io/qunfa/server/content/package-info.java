/**
 * What is said: messages, and what the platform would object to in them.
 *
 * <p>Knows nothing of who receives a message and never sends one. Findings carry a stable code and
 * parameters; their words live in {@code messages*.properties} beside this package.
 */
@NullMarked
package io.qunfa.server.content;

import org.jspecify.annotations.NullMarked;
