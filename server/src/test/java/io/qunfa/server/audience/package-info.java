@NullMarked
package io.qunfa.server.audience;

import org.jspecify.annotations.NullMarked;
