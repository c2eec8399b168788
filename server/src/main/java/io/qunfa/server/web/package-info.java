/**
 * Web pages of others: visitors are signed in by their WeChat, pages are signed for the JS-SDK.
 *
 * <p>A site learns who its visitor is with a ticket that works once and only with the site's
 * secret; nothing that a browser carries can be taken for it. Neither the account's token nor its
 * secret ever leaves, and no visitor's token is kept.
 */
@NullMarked
package io.qunfa.server.web;

import org.jspecify.annotations.NullMarked;
