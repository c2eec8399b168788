package io.qunfa.client;

import java.util.List;

/**
 * What a draft consists of. Lengths are left to the platform, whose documentation and behaviour
 * disagree about them.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/draftbox/draftmanage/api_draft_add.html">新增草稿,
 *     state of November 2026</a>
 */
public sealed interface Article {

    /** The title; the platform's pages allow 32 characters, the platform itself more. */
    String title();

    /**
     * An article.
     *
     * @param title about 32 characters
     * @param author may be empty
     * @param digest shown below the title of a single article; empty for the beginning of the text
     * @param content HTML whose pictures come from {@link Media#uploadArticlePicture}
     * @param sourceUrl behind "read original"; may be empty
     * @param cover a permanent image or thumbnail
     * @param wideCrop {@code X1_Y1_X2_Y2} from 0 to 1 for covers of 2.35:1; may be empty
     * @param squareCrop the same for 1:1
     */
    record News(
            String title,
            String author,
            String digest,
            String content,
            String sourceUrl,
            MediaId cover,
            CommentRule comments,
            String wideCrop,
            String squareCrop)
            implements Article {

        /** An article of the three parts no article is without. */
        public News(String title, String content, MediaId cover) {
            this(title, "", "", content, "", cover, CommentRule.NOBODY, "", "");
        }
    }

    /**
     * A picture post.
     *
     * @param content plain text; may be empty
     * @param pictures permanent images, the first of which is the cover; the platform takes up to
     *     20
     * @param crops the parts of the cover shown in other shapes; may be empty
     * @param productKey the product below it, for accounts that sell; may be empty
     */
    record Pictures(
            String title,
            String content,
            List<MediaId> pictures,
            CommentRule comments,
            List<Crop> crops,
            String productKey)
            implements Article {

        public Pictures {
            pictures = List.copyOf(pictures);
            crops = List.copyOf(crops);
            if (pictures.isEmpty()) {
                throw new IllegalArgumentException("a picture post has at least one picture");
            }
        }

        /** A picture post without a product. */
        public Pictures(
                String title,
                String content,
                List<MediaId> pictures,
                CommentRule comments,
                List<Crop> crops) {
            this(title, content, pictures, comments, crops, "");
        }
    }

    /**
     * A part of the cover, in parts of its size from 0 to 1, as decimal text.
     *
     * @param ratio {@code 1_1}, {@code 16_9} or {@code 2.35_1}
     */
    record Crop(String ratio, String x1, String y1, String x2, String y2) {}
}
