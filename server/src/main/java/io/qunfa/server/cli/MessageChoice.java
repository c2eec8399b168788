package io.qunfa.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What is said: a text, or the articles of a draft. */
final class MessageChoice {

    private static final int NAME_LENGTH = 30;

    @Option(names = "--text", paramLabel = "TEXT", required = true, description = "What to say.")
    private @Nullable String text;

    @ArgGroup(exclusive = false)
    private @Nullable Article article;

    private static final class Article {

        @Option(
                names = "--article",
                paramLabel = "DRAFT_ID",
                required = true,
                description =
                        "The articles of a draft of the account's draft box, by its media_id.")
        private String draft = "";

        @Option(
                names = "--ignore-reprint",
                description = "Send it, marked, even if the platform judges it a reprint.")
        private boolean ignoreReprint;
    }

    void requireReadable() {
        if (text != null && text.indexOf('\uFFFD') >= 0) {
            throw new UserError(
                    "The text came in with characters that cannot be read. Use a UTF-8 locale, for example LC_ALL=C.UTF-8.");
        }
    }

    ObjectNode json() {
        return article == null
                ? ServerConnection.object().put("kind", "text").put("content", text)
                : ServerConnection.object()
                        .put("kind", "article")
                        .put("draftId", article.draft)
                        .put("ignoreReprint", article.ignoreReprint);
    }

    /** What a series of it is called unless somebody says otherwise. */
    String name() {
        var whole = text == null ? "" : text;
        return whole.substring(0, Math.min(NAME_LENGTH, whole.length()));
    }
}
