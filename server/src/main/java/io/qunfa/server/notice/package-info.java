/**
 * Writes to people when something needs them: a broadcast that is held or failed, a connection that
 * broke, a webhook that was switched off.
 *
 * <p>A notice is a row, written in the transaction of what happened, and becomes a mail later; more
 * than a few an hour are kept and not sent. Nothing here decides what went wrong.
 */
@NullMarked
package io.qunfa.server.notice;

import org.jspecify.annotations.NullMarked;
