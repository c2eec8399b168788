@NullMarked
package io.qunfa.server.web;

import org.jspecify.annotations.NullMarked;
