package io.qunfa.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An article as the platform keeps it. Pictures in its content have {@code data-src} in place of
 * {@code src}.
 *
 * @param articleType {@code news} or {@code newspic}; empty in old answers
 * @param content empty if it was not asked for
 * @param thumbMediaId empty for picture posts
 * @param url a preview that expires in a draft, the page in a publication
 * @param isDeleted publications only
 */
public record StoredArticle(
        String articleType,
        String title,
        String author,
        String digest,
        String content,
        String contentSourceUrl,
        String thumbMediaId,
        String thumbUrl,
        int needOpenComment,
        int onlyFansCanComment,
        String url,
        boolean isDeleted,
        @Nullable Pictures imageInfo) {

    public CommentRule comments() {
        return CommentRule.of(needOpenComment, onlyFansCanComment);
    }

    /** The pictures of a picture post. */
    public List<MediaId> pictures() {
        if (imageInfo == null) {
            return List.of();
        }
        return imageInfo.imageList.stream().map(Picture::imageMediaId).toList();
    }

    public record Pictures(List<Picture> imageList) {
        public Pictures {
            imageList = List.copyOf(imageList);
        }
    }

    public record Picture(MediaId imageMediaId) {}

    /**
     * Articles that belong together, in a list.
     *
     * @param id the draft or material; empty for publications
     * @param articleId publications only
     */
    public record Entry(
            Optional<MediaId> id,
            Optional<ArticleId> articleId,
            Instant updatedAt,
            List<StoredArticle> articles) {
        public Entry {
            articles = List.copyOf(articles);
        }
    }

    /**
     * A page of such a list.
     *
     * @param total in the whole list
     */
    public record Page(long total, List<Entry> entries) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    record Items(List<StoredArticle> newsItem) {}

    record Listed(long totalCount, List<Item> item) {

        Page toPage() {
            return new Page(totalCount, item.stream().map(Item::toEntry).toList());
        }
    }

    record Item(
            Optional<MediaId> mediaId,
            Optional<ArticleId> articleId,
            @Nullable Items content,
            @Nullable Instant updateTime) {

        Entry toEntry() {
            return new Entry(
                    mediaId,
                    articleId,
                    updateTime == null ? Instant.EPOCH : updateTime,
                    content == null ? List.of() : content.newsItem);
        }
    }
}
