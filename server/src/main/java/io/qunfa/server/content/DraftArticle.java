package io.qunfa.server.content;

import io.qunfa.client.Article;
import io.qunfa.client.CommentRule;
import io.qunfa.client.MediaId;
import io.qunfa.client.StoredArticle;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An article of a draft.
 *
 * @param content HTML whose pictures have {@code data-src} in place of {@code src}; plain text in a
 *     picture post
 * @param sourceUrl behind "read original"; may be empty
 * @param cover the permanent picture; empty for picture posts, whose first picture it is
 * @param coverUrl where the cover can be fetched; may be empty
 * @param previewUrl a page that expires; may be empty
 * @param pictures of a picture post
 */
public record DraftArticle(
        Kind kind,
        String title,
        String author,
        String digest,
        String content,
        String sourceUrl,
        Optional<MediaId> cover,
        String coverUrl,
        String previewUrl,
        CommentRule comments,
        List<MediaId> pictures) {

    /** What the platform calls {@code news} and {@code newspic}. */
    public enum Kind {
        ARTICLE,
        PICTURE_POST
    }

    private static final String PICTURE_POST = "newspic";

    public DraftArticle {
        pictures = List.copyOf(pictures);
    }

    static DraftArticle of(StoredArticle stored) {
        return new DraftArticle(
                stored.articleType().equals(PICTURE_POST) ? Kind.PICTURE_POST : Kind.ARTICLE,
                stored.title(),
                stored.author(),
                stored.digest(),
                stored.content(),
                stored.contentSourceUrl(),
                Optional.of(stored.thumbMediaId()).filter(id -> !id.isEmpty()).map(MediaId::new),
                stored.thumbUrl(),
                stored.url(),
                stored.comments(),
                stored.pictures());
    }

    /** To be written into the draft box again; how the cover is cut, the platform does not tell. */
    Article onTheWire() {
        return switch (kind) {
            case ARTICLE ->
                    new Article.News(
                            title,
                            author,
                            digest,
                            new ArticleHtml(content).withPictures(UnaryOperator.identity()),
                            sourceUrl,
                            cover.orElseThrow(),
                            comments,
                            "",
                            "");
            case PICTURE_POST ->
                    new Article.Pictures(title, content, pictures, comments, List.of());
        };
    }

    void addTo(Fingerprint fingerprint) {
        fingerprint.add(kind.name());
        fingerprint.add(title);
        fingerprint.add(author);
        fingerprint.add(digest);
        fingerprint.add(content);
        fingerprint.add(sourceUrl);
        fingerprint.add(cover.map(MediaId::value).orElse(""));
        fingerprint.add(comments.name());
        fingerprint.add(pictures.stream().map(MediaId::value).toList());
    }
}
