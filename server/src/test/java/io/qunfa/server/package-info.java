/** Tests of the whole: module rules, imports, the description of the API. */
@NullMarked
package io.qunfa.server;

import org.jspecify.annotations.NullMarked;
