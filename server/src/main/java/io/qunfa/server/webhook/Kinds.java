package io.qunfa.server.webhook;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which kinds of events somebody wants: names such as {@code message.text}, a family such as {@code
 * event.*}, or everything.
 */
record Kinds(List<String> wanted) {

    static final int MOST = 100;
    private static final Pattern LEGAL =
            Pattern.compile("\\*|(message|event|broadcast)\\.(\\*|[a-z0-9_-]+)");

    Kinds {
        wanted = List.copyOf(wanted);
    }

    static boolean isLegal(String kind) {
        return LEGAL.matcher(kind).matches();
    }

    boolean include(String kind) {
        return wanted.stream().anyMatch(each -> matches(each, kind));
    }

    private static boolean matches(String wanted, String kind) {
        return wanted.equals("*")
                || wanted.equals(kind)
                || (wanted.endsWith(".*")
                        && kind.startsWith(wanted.substring(0, wanted.length() - 1)));
    }
}
