/**
 * Everything the sandbox saw and pushed, with the reason for each refusal.
 *
 * <p>Two rings of limited size, one numbering, listeners for live views. Holds bytes as they were;
 * secrets and tokens are shortened before they come in.
 */
@NullMarked
package io.qunfa.sandbox.journal;

import org.jspecify.annotations.NullMarked;
