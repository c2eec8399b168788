package io.qunfa.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What the author of a broadcast decides beside message and audience. */
final class OptionsChoice {

    @Option(
            names = "--once-only",
            paramLabel = "KEY",
            description = "No follower gets two broadcasts with the same once-only key.")
    private @Nullable String onceOnlyKey;

    @Option(
            names = "--keep-over-quota",
            description = "Also name followers who have had their four messages of the month.")
    private boolean keepOverQuota;

    @Option(
            names = "--several-days",
            description = "It may take several days if the calls of one do not suffice.")
    private boolean severalDays;

    @Option(
            names = "--separate-articles",
            description = "A draft that died may be replaced by a copy, as a separate article.")
    private boolean separateArticles;

    @Option(names = "--in-quiet-hours", description = "It may begin in the account's quiet hours.")
    private boolean inQuietHours;

    ObjectNode json() {
        return ServerConnection.object()
                .put("onceOnlyKey", onceOnlyKey)
                .put("overQuota", keepOverQuota ? "keep" : "leave-out")
                .put("severalDays", severalDays)
                .put("separateArticles", separateArticles)
                .put("duringQuietHours", inQuietHours);
    }
}
