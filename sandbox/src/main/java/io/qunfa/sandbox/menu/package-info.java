/** Custom menus and automatic replies: wire to world, no state. */
@NullMarked
package io.qunfa.sandbox.menu;

import org.jspecify.annotations.NullMarked;
