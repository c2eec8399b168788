package io.qunfa.server.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may go wrong with the articles of a draft when it is sent, from the draft as it lies in the
 * box. Pure.
 *
 * <p>The platform has taken this draft, or its own editor has written it, so that most of what we
 * object to is a doubt and not a refusal: only what no send carries is an error.
 */
final class DraftLint {

    /** So many findings of one kind are told of an article; the rest is a number. */
    static final int MOST_OF_A_KIND = 3;

    private static final int MOST_PICTURES = 20;
    private static final Set<String> REFUSED = Set.of("cover-missing", "pictures-missing");

    /** Of a picture that was pasted in, the draft's own writing would take care. */
    private static final String PASTED = "article-picture-inline";

    private DraftLint() {}

    static List<Finding> check(Draft draft) {
        var several = draft.articles().size() > 1;
        var findings = new ArrayList<Finding>();
        for (var n = 0; n < draft.articles().size(); n++) {
            var number = n + 1;
            few(judge(draft.articles().get(n))).stream()
                    .map(finding -> several ? of(finding, number) : finding)
                    .forEach(findings::add);
        }
        return List.copyOf(findings);
    }

    private static List<Finding> judge(DraftArticle article) {
        var found =
                switch (article.kind()) {
                    case ARTICLE -> ArticleLint.check(form(article));
                    case PICTURE_POST -> picturePost(article);
                };
        return found.stream().map(DraftLint::inTheBox).toList();
    }

    private static ArticleForm form(DraftArticle article) {
        return new ArticleForm(
                article.title(),
                article.author(),
                article.digest(),
                article.content(),
                article.sourceUrl(),
                article.cover().map(cover -> cover.value()).orElse(""),
                null);
    }

    private static List<Finding> picturePost(DraftArticle article) {
        var findings = new ArrayList<>(ArticleLint.checkTitle(article.title()));
        var pictures = article.pictures().size();
        if (pictures == 0) {
            findings.add(Finding.error("pictures-missing", Map.of()));
        } else if (pictures > MOST_PICTURES) {
            findings.add(
                    Finding.warning(
                            "pictures-many", Map.of("count", pictures, "limit", MOST_PICTURES)));
        }
        new ArticleHtml(article.content())
                .tags().stream()
                        .findFirst()
                        .ifPresent(
                                tag ->
                                        findings.add(
                                                Finding.warning(
                                                        "picture-post-html",
                                                        Map.of("tag", "<" + tag.name() + ">"))));
        return findings;
    }

    private static Finding inTheBox(Finding finding) {
        if (finding.code().equals(PASTED)) {
            return Finding.warning("article-picture-external", Map.of("address", "data:…"));
        }
        return finding.isError() && !REFUSED.contains(finding.code())
                ? Finding.warning(finding.code(), finding.parameters())
                : finding;
    }

    private static List<Finding> few(List<Finding> findings) {
        var ofKind = new HashMap<String, Integer>();
        var few = new ArrayList<Finding>();
        int more = 0;
        for (var finding : new LinkedHashSet<>(findings)) {
            if (ofKind.merge(finding.code(), 1, Integer::sum) <= MOST_OF_A_KIND) {
                few.add(finding);
            } else {
                more++;
            }
        }
        if (more > 0) {
            few.add(Finding.note("article-findings-more", Map.of("count", more)));
        }
        return few;
    }

    private static Finding of(Finding finding, int article) {
        var parameters = new HashMap<>(finding.parameters());
        parameters.put("article", article);
        return new Finding(finding.code(), finding.severity(), parameters);
    }
}
