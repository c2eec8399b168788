package io.qunfa.server.account;

import java.util.Set;
import java.util.regex.Pattern;

/** What a call written by hand may do to people, content or tokens, told from its path. */
enum ByHand {
    /** Reads, or changes what can be changed back. */
    HARMLESS,
    /** Reaches followers, or destroys; it is confirmed by the account's name. */
    CONFIRMED,
    /** Would show a token or supersede the one in use. */
    NEVER;

    private static final Pattern DESTROYS =
            Pattern.compile("(?i).*(?:delete|del|clear|remove|freeze|offline|reset).*");
    private static final Set<String> REACHES_FOLLOWERS =
            Set.of(
                    "/cgi-bin/message/mass/send",
                    "/cgi-bin/message/mass/sendall",
                    "/cgi-bin/message/mass/preview",
                    "/cgi-bin/message/custom/send",
                    "/cgi-bin/message/template/send",
                    "/cgi-bin/message/template/subscribe",
                    "/cgi-bin/message/subscribe/bizsend",
                    "/cgi-bin/freepublish/submit",
                    "/cgi-bin/menu/create",
                    "/cgi-bin/menu/addconditional",
                    "/cgi-bin/clear_quota",
                    "/cgi-bin/clear_quota/v2");

    static ByHand of(String path) {
        if (path.endsWith("/token") || path.endsWith("/stable_token") || path.startsWith("/sns/")) {
            return NEVER;
        }
        var last = path.substring(path.lastIndexOf('/') + 1);
        return REACHES_FOLLOWERS.contains(path) || DESTROYS.matcher(last).matches()
                ? CONFIRMED
                : HARMLESS;
    }
}
