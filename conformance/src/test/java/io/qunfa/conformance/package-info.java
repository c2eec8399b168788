/**
 * Other people's SDKs driven against the sandbox over HTTP, unchanged, and the rule of who may know
 * whom in this repository. Nothing here is published.
 */
@NullMarked
package io.qunfa.conformance;

import org.jspecify.annotations.NullMarked;
