/**
 * What the platform sends to the account's callback address.
 *
 * <p>{@link io.qunfa.client.callback.CallbackVerifier} tells whether a request is the platform's,
 * {@link io.qunfa.client.callback.Callbacks} reads its body into a closed set of kinds whose {@link
 * io.qunfa.client.callback.Push.Unknown} keeps whatever the platform adds later.
 *
 * <p>It opens no connection, keeps nothing, and reads no XML with a document type or an external
 * entity.
 */
@NullMarked
package io.qunfa.client.callback;

import org.jspecify.annotations.NullMarked;
