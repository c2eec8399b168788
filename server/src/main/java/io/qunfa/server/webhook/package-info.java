/**
 * Tells other systems what happens to an account: webhooks as typed JSON, after the convention of
 * Standard Webhooks, and relays in the platform's own format, for the systems that owned the
 * callback address before.
 *
 * <p>What is to be told is a row, written in the transaction of what happened; it is sent later,
 * again and again, and never in a transaction. Nothing here is sent to an address inside the
 * network unless an operator of the server allows it.
 */
@NullMarked
package io.qunfa.server.webhook;

import org.jspecify.annotations.NullMarked;
