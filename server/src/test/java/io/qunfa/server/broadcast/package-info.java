@NullMarked
package io.qunfa.server.broadcast;

import org.jspecify.annotations.NullMarked;
