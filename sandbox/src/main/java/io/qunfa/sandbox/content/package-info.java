/**
 * Everything that is prepared before it is sent: media, materials, drafts, publications and the
 * comments below them. Wire to world, one method per documented call, no state.
 */
@NullMarked
package io.qunfa.sandbox.content;

import org.jspecify.annotations.NullMarked;
