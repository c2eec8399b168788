/**
 * What a follower is answered without anybody sitting there: rules for messages, follows, scans and
 * menu clicks, the menu itself, and messages from a person to one follower.
 *
 * <p>A reply is chosen by rules in memory, without database or network, while the platform waits.
 * Nothing here sends to more than one follower.
 */
@NullMarked
package io.qunfa.server.reply;

import org.jspecify.annotations.NullMarked;
