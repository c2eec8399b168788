/**
 * What is said: messages and articles, what the platform would object to in them, the draft box and
 * the media of an account.
 *
 * <p>Knows nothing of who receives a message and never sends one. Findings carry a stable code and
 * parameters; their words live in {@code messages/content_*.properties}.
 */
@NullMarked
package io.qunfa.server.content;

import org.jspecify.annotations.NullMarked;
