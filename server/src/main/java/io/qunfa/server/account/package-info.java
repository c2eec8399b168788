/**
 * Official Accounts: their credentials, their tokens, their callback, and every call made for them.
 *
 * <p>This is the only place that knows secrets in clear, and the one authority for an account's
 * access token. Other modules ask for a {@link io.qunfa.client.WeChat} and never see either.
 */
@NullMarked
package io.qunfa.server.account;

import org.jspecify.annotations.NullMarked;
