package io.qunfa.server.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.qunfa.client.MediaId;
import io.qunfa.client.Message.Reprint;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is sent to followers. As JSON it is told apart by {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Message.Article.class, name = "article")
})
public sealed interface Message {

    /** The same message in the client's words. */
    io.qunfa.client.Message onTheWire();

    /** A plain text; may hold line breaks, emoji and the few links that the platform allows. */
    record Text(String content) implements Message {

        /**
         * An absent content is an empty one, so that the lint can say what is wrong with it. Line
         * breaks of Windows become those of the platform.
         */
        public Text {
            content = Objects.requireNonNullElse(content, "").replace("\r\n", "\n");
        }

        @Override
        public io.qunfa.client.Message onTheWire() {
            return new io.qunfa.client.Message.Text(content);
        }
    }

    /**
     * The articles of a draft, picked from the account's own draft box.
     *
     * @param draftId the draft's {@code media_id}
     * @param fingerprint the state in which it was picked; left out, it is the one it has when the
     *     broadcast is saved
     * @param ignoreReprint whether it is sent, marked, even if the platform judges an article to be
     *     a reprint
     * @param articles what followers are shown, as the draft box told it; not taken from a request
     */
    record Article(
            String draftId, String fingerprint, Boolean ignoreReprint, List<Heading> articles)
            implements Message {

        public Article {
            draftId = Objects.requireNonNullElse(draftId, "").strip();
            fingerprint = Objects.requireNonNullElse(fingerprint, "");
            ignoreReprint = Objects.requireNonNullElse(ignoreReprint, false);
            articles = List.copyOf(Objects.requireNonNullElse(articles, List.of()));
        }

        /**
         * An article as it stands in a chat.
         *
         * @param coverId the permanent picture of the cover, which is the first one of a picture
         *     post
         * @param coverUrl where the cover can be fetched; may be empty
         * @param url a page that shows it, for some hours; may be empty
         */
        public record Heading(
                String title,
                String digest,
                @Nullable String coverId,
                String coverUrl,
                String url) {

            static Heading of(DraftArticle article) {
                return new Heading(
                        article.title(),
                        article.digest(),
                        article.cover()
                                .or(() -> article.pictures().stream().findFirst())
                                .map(MediaId::value)
                                .orElse(null),
                        article.coverUrl(),
                        article.previewUrl());
            }
        }

        /** The same articles with another answer to the question of reprints. */
        public Article with(boolean ignoringReprints) {
            return new Article(draftId, fingerprint, ignoringReprints, articles);
        }

        /** The titles of all articles, a line each. */
        public String titles() {
            return articles.stream().map(Heading::title).collect(Collectors.joining("\n"));
        }

        public MediaId draft() {
            return new MediaId(draftId);
        }

        @Override
        public io.qunfa.client.Message onTheWire() {
            return onTheWire(draft());
        }

        /** The same from another draft with the same articles. */
        public io.qunfa.client.Message onTheWire(MediaId draft) {
            return new io.qunfa.client.Message.Articles(
                    draft, Boolean.TRUE.equals(ignoreReprint) ? Reprint.SEND_MARKED : Reprint.STOP);
        }
    }
}
