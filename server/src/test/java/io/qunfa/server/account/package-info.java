/** Tests of {@code account}. */
@NullMarked
package io.qunfa.server.account;

import org.jspecify.annotations.NullMarked;
