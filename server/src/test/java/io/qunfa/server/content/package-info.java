@NullMarked
package io.qunfa.server.content;

import org.jspecify.annotations.NullMarked;
