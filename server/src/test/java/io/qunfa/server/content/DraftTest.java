package io.qunfa.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.CommentRule;
import io.qunfa.client.MediaId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DraftTest {

    private static final MediaId ID = new MediaId("draft");

    @Test
    void two_articles_are_not_one_with_both_texts() {
        var two = draft(article("a", "b"), article("c", "d"));
        var one = draft(article("a", "bcd"));
        var moved = draft(article("ab", ""), article("c", "d"));

        assertThat(two.fingerprint())
                .isNotEqualTo(one.fingerprint())
                .isNotEqualTo(moved.fingerprint());
    }

    @Test
    void addresses_that_expire_and_times_leave_the_fingerprint_as_it_is() {
        var earlier = draft(article("a", "b"));
        var later =
                new Draft(
                        ID,
                        Optional.of(Instant.EPOCH),
                        List.of(
                                new DraftArticle(
                                        DraftArticle.Kind.ARTICLE,
                                        "a",
                                        "",
                                        "",
                                        "b",
                                        "",
                                        Optional.empty(),
                                        "http://mmbiz.qpic.cn/new",
                                        "http://mp.weixin.qq.com/s?temporary",
                                        CommentRule.NOBODY,
                                        List.of())));

        assertThat(later.fingerprint()).isEqualTo(earlier.fingerprint()).hasSize(64);
    }

    private static Draft draft(DraftArticle... articles) {
        return new Draft(ID, Optional.empty(), List.of(articles));
    }

    private static DraftArticle article(String title, String content) {
        return new DraftArticle(
                DraftArticle.Kind.ARTICLE,
                title,
                "",
                "",
                content,
                "",
                Optional.empty(),
                "",
                "",
                CommentRule.NOBODY,
                List.of());
    }
}
