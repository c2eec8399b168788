package io.qunfa.server.web;

import org.jspecify.annotations.Nullable;

/**
 * Who a visitor is, as the site learns it.
 *
 * @param unionId if the account is bound to an open-platform account and the profile was asked for
 * @param snapshot whether this is the virtual person of a snapshot page, which must not be stored
 * @param nickname with the profile only
 * @param picture with the profile only; may be empty
 */
record Visitor(
        String openId,
        @Nullable String unionId,
        boolean snapshot,
        @Nullable String nickname,
        @Nullable String picture) {

    @Override
    public String toString() {
        return "Visitor[hidden]";
    }
}
