@NullMarked
package io.qunfa.server.reply;

import org.jspecify.annotations.NullMarked;
