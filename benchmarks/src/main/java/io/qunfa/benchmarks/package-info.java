/**
 * Measures what the documents promise: how fast things start and how much they carry.
 *
 * <p>Each class with a main method is one benchmark and prints its figures with the machine they
 * were taken on. Nothing here is a test: no build fails because a machine was busy.
 */
@NullMarked
package io.qunfa.benchmarks;

import org.jspecify.annotations.NullMarked;
