@NullMarked
package io.qunfa.server.inbox;

import org.jspecify.annotations.NullMarked;
