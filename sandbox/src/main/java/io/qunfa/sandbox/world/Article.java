package io.qunfa.sandbox.world;

import java.util.List;
import java.util.Map;

/**
 * One article (文章) or picture post (贴图) as it is stored: cleaned, with its digest filled in.
 *
 * @param sourceUrl "read original", empty without one
 * @param thumbMediaId the cover, empty for a picture post
 * @param images the pictures of a picture post, the first is its cover
 * @param extras members that are only given back, such as crops, as JSON text by name
 */
public record Article(
        Kind kind,
        String title,
        String author,
        String digest,
        String content,
        String sourceUrl,
        String thumbMediaId,
        boolean showsCover,
        boolean opensComments,
        boolean onlyFansComment,
        List<String> images,
        Map<String, String> extras) {

    /** {@code article_type}. */
    public enum Kind {
        NEWS,
        NEWSPIC
    }

    public Article {
        images = List.copyOf(images);
        extras = Map.copyOf(extras);
    }
}
