package io.qunfa.sandbox.wire;

import java.util.List;
import java.util.Locale;

/** In what an unknown path differs from a known one. */
final class NearPath {

    private static final List<String> ROOTS = List.of("/cgi-bin", "/sns", "/datacube", "/wxaapi");

    private NearPath() {}

    static String explain(String path, DocumentedCalls calls) {
        if (calls.knows(path.toLowerCase(Locale.ROOT))) {
            return path + ", which is in another case";
        }
        if (path.endsWith("/") && calls.knows(path.substring(0, path.length() - 1))) {
            return path + ", which ends in a slash";
        }
        for (var root : ROOTS) {
            if (calls.knows(root + path)) {
                return path + ", which lacks " + root + " before it";
            }
            if (path.startsWith(root) && calls.knows(path.substring(root.length()))) {
                return path + ", which has " + root + " before it and should not";
            }
        }
        var nearest = calls.nearest(path);
        int letters = Spelling.distance(path, nearest);
        return letters <= 2
                ? "%s, which differs in %s"
                        .formatted(path, letters == 1 ? "one letter" : "two letters")
                : path + ", which is outside what the sandbox emulates";
    }
}
