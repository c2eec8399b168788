/**
 * A typed client of the Official Account API.
 *
 * <p>Start at {@link io.qunfa.client.WeChat}: one client is one account, one final class is one
 * family of calls, values go in and come out as records, failures are one sealed family split by
 * what the caller does next ({@link io.qunfa.client.WeChatException}).
 *
 * <p>It never picks an audience by itself, never repeats a send without its once-only key, and
 * never puts a token or a secret into a text it produces.
 */
@NullMarked
package io.qunfa.client;

import org.jspecify.annotations.NullMarked;
