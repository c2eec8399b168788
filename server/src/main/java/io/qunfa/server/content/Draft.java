package io.qunfa.server.content;

import io.qunfa.client.MediaId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Articles in the draft box that are sent or published together.
 *
 * @param updatedAt told only in lists, never with a single draft
 */
public record Draft(MediaId id, Optional<Instant> updatedAt, List<DraftArticle> articles) {

    public Draft {
        articles = List.copyOf(articles);
    }

    /**
     * Equal for two states of a draft exactly if readers would see the same: kinds, titles,
     * authors, digests, contents, links to the original, covers, pictures and comment rules of all
     * articles, in order. Neither the time of the last change is part of it, which the platform
     * does not tell with a single draft, nor the addresses of previews and covers, which expire.
     *
     * @return 64 hexadecimal digits
     */
    public String fingerprint() {
        var fingerprint = new Fingerprint();
        articles.forEach(article -> article.addTo(fingerprint));
        return fingerprint.digest();
    }
}
