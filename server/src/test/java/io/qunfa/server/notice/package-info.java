@NullMarked
package io.qunfa.server.notice;

import org.jspecify.annotations.NullMarked;
