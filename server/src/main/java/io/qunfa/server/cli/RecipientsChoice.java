package io.qunfa.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Exactly one of these must be given. */
final class RecipientsChoice {

    @Option(names = "--to-all", required = true, description = "Everybody who follows.")
    private boolean toAll;

    @Option(
            names = "--tag",
            paramLabel = "ID",
            required = true,
            description = "Followers with this tag.")
    private @Nullable String tag;

    @Option(
            names = "--openids",
            paramLabel = "FILE",
            required = true,
            description =
                    "Followers listed in a file: one OpenID a line, or CSV, or NDJSON; up to twenty million.")
    private @Nullable Path openIds;

    boolean isEverybody() {
        return toAll;
    }

    /** The audience for the API. A file is uploaded, however long it is; once for a key. */
    ObjectNode json(AccountConnection account, Terminal terminal, String key) {
        if (toAll) {
            return ServerConnection.object().put("kind", "all");
        }
        if (tag != null) {
            return ServerConnection.object().put("kind", "tag").put("tagId", tag);
        }
        if (openIds == null) {
            throw new UserError("Say to whom: --to-all, --tag or --openids.");
        }
        return uploaded(account, terminal, openIds, key);
    }

    private static ObjectNode uploaded(
            AccountConnection account, Terminal terminal, Path file, String key) {
        if (!Files.isReadable(file)) {
            throw new UserError("There is no file %s.".formatted(file));
        }
        var list = account.upload(file, key + "-list");
        terminal.done(
                "%,d followers in %s".formatted(list.path("count").asLong(), file.getFileName()));
        var unknown = list.path("unknown").asLong();
        if (unknown > 0) {
            terminal.line("  %,d of its lines name nobody who follows.".formatted(unknown));
        }
        return ServerConnection.object()
                .put("kind", "uploaded")
                .put("listId", list.path("id").asString());
    }
}
