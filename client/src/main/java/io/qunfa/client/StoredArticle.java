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
 * @param showCoverPic 1 in articles of old whose cover is shown at their head
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
        @Nullable Pictures imageInfo,
        int showCoverPic,
        @Nullable Cover coverInfo,
        @Nullable Product productInfo) {

    /** Who may comment on it. */
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

    /** The parts of a picture post's cover that are shown in other shapes. */
    public List<Article.Crop> crops() {
        return coverInfo == null ? List.of() : coverInfo.cropPercentList;
    }

    /** The product shown below a picture post. */
    public Optional<String> productKey() {
        return Optional.ofNullable(productInfo)
                .flatMap(product -> Optional.ofNullable(product.footerProductInfo))
                .map(FooterProduct::productKey)
                .filter(key -> !key.isEmpty());
    }

    /** The pictures of a picture post, as the platform wraps them. */
    public record Pictures(List<Picture> imageList) {
        public Pictures {
            imageList = List.copyOf(imageList);
        }
    }

    /** One picture of a picture post. */
    public record Picture(MediaId imageMediaId) {}

    /** The cover of a picture post, as the platform wraps it. */
    public record Cover(List<Article.Crop> cropPercentList) {
        public Cover {
            cropPercentList = List.copyOf(cropPercentList);
        }
    }

    /** The products of a picture post, as the platform wraps them. */
    public record Product(@Nullable FooterProduct footerProductInfo) {}

    /** The product below a picture post. */
    public record FooterProduct(String productKey) {}

    /**
     * Articles that belong together, in a list.
     *
     * @param id the draft or material; empty for publications
     * @param articleId publications only
     * @param createdAt if the platform tells
     */
    public record Entry(
            Optional<MediaId> id,
            Optional<ArticleId> articleId,
            Optional<Instant> createdAt,
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

    record Items(List<StoredArticle> newsItem, @Nullable Instant createTime) {}

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
                    Optional.ofNullable(content).map(Items::createTime),
                    updateTime == null ? Instant.EPOCH : updateTime,
                    content == null ? List.of() : content.newsItem);
        }
    }
}
