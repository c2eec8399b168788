/**
 * The statistics of articles ({@code /datacube}): fed by what was really sent and by simulated
 * reading. Wire to world, one method per documented call, no state.
 */
@NullMarked
package io.qunfa.sandbox.statistics;

import org.jspecify.annotations.NullMarked;
