/**
 * The WeChat Official Account platform on your own machine: start it with {@link
 * io.qunfa.sandbox.Sandbox#start()}, point any SDK at its {@link io.qunfa.sandbox.Sandbox#address()
 * address}, and look at the phones.
 *
 * <p>This package is the API. The packages below it are not: they may change in any version.
 */
@NullMarked
package io.qunfa.sandbox;

import org.jspecify.annotations.NullMarked;
