@NullMarked
package io.qunfa.server.webhook;

import org.jspecify.annotations.NullMarked;
