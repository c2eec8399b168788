package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything of one account that has public pages: what was mass sent and what was published. */
public final class Publications {

    private static final long FIRST_ID = 2_247_483_649L;
    private static final int ARTICLE_ID_LENGTH = 43;
    private static final int MAX_PUBLICATIONS = 10_000;
    private static final Duration PUBLISHING = Duration.ofSeconds(3);

    private final OfficialAccount account;
    private final long key;
    private final Map<Long, Publication> publications = new LinkedHashMap<>();
    private final Map<Long, PublishJob> jobs = new LinkedHashMap<>();
    private long issued;

    Publications(OfficialAccount account, long accountKey) {
        this.account = account;
        this.key = Randomness.mix(accountKey, "publications");
    }

    /** Ids of articles and of publish jobs are one series. */
    long nextId() {
        return FIRST_ID + issued++;
    }

    /** A mass send makes pages. */
    Publication send(long msgDataId, Draft draft) {
        return open(msgDataId, "", draft, true);
    }

    private Publication open(long msgDataId, String articleId, Draft draft, boolean notified) {
        var pages = new ArrayList<ArticlePage>();
        for (var article : draft.articles()) {
            int idx = pages.size() + 1;
            pages.add(new ArticlePage(idx, article, address(msgDataId, idx)));
        }
        var now = account.clock().instant();
        var publication =
                new Publication(msgDataId, articleId, draft.mediaId(), pages, now, notified);
        publications.put(msgDataId, publication);
        if (publications.size() > MAX_PUBLICATIONS) {
            publications.remove(publications.keySet().iterator().next());
        }
        return publication;
    }

    private String address(long msgDataId, int idx) {
        return "http://mp.weixin.qq.com/s?__biz=%s&mid=%d&idx=%d&sn=%s#rd"
                .formatted(biz(), msgDataId, idx, Randomness.hex(key + msgDataId * 8 + idx, 32));
    }

    /** Where an article of a draft or of a preview, counted from 1, can be seen for a while. */
    public String previewAddress(String mediaId, int idx) {
        return "http://mp.weixin.qq.com/s?__biz=%s&tempkey=%s#rd"
                .formatted(biz(), temporaryKey(mediaId, idx));
    }

    private String temporaryKey(String mediaId, int idx) {
        return Randomness.letters(Randomness.mix(key + idx, mediaId), 40);
    }

    /** The article that can be seen with this key, while its draft is there. */
    public Optional<Article> preview(String temporaryKey) {
        for (var draft : account.content().drafts().all()) {
            for (int i = 0; i < draft.articles().size(); i++) {
                if (temporaryKey(draft.mediaId(), i + 1).equals(temporaryKey)) {
                    return Optional.of(draft.articles().get(i));
                }
            }
        }
        return Optional.empty();
    }

    private String biz() {
        var number = String.valueOf(3_000_000_000L + (key >>> 40));
        return Base64.getEncoder().encodeToString(number.getBytes(StandardCharsets.UTF_8));
    }

    /** Accepts a draft for publishing without a push to followers. */
    public PublishJob submit(String mediaId) {
        if (account.settings().has(Restriction.PUBLISHING)) {
            throw Refusal.of(53500, "the account may publish", "a banned one", "another");
        }
        var drafts = account.content().drafts();
        var draft = drafts.require(mediaId);
        requirePublishable(draft);
        var job = new PublishJob(nextId(), nextId(), draft);
        jobs.put(job.publishId(), job);
        if (jobs.size() > MAX_PUBLICATIONS) {
            jobs.remove(jobs.keySet().iterator().next());
        }
        drafts.consume(draft, "");
        account.schedule(PUBLISHING, () -> finish(job));
        return job;
    }

    private static void requirePublishable(Draft draft) {
        if (draft.has(Draft.Mark.AUTOSAVED)) {
            throw Refusal.of(
                    53505,
                    "a person saved the newest version of the draft",
                    "a version that the editor saved on its own",
                    "save it by hand on the website");
        }
        if (draft.has(Draft.Mark.SITE_ONLY)) {
            throw Refusal.of(
                    53504,
                    "the draft may be published by API",
                    "one that needs the website",
                    "publish it on the website");
        }
        if (draft.has(Draft.Mark.UNFIT)) {
            throw Refusal.of(
                    53503, "the draft passes the check", "one that does not", "another draft");
        }
    }

    private void finish(PublishJob job) {
        var content = account.content();
        var reprints = content.originality().findings(job.draft().mediaId());
        var verdict = content.verdicts().nextOnPublication().orElse(PublishJob.DONE);
        if (!reprints.isEmpty()) {
            job.fail(
                    PublishJob.NOT_ORIGINAL, reprints.stream().map(Originality.Mark::idx).toList());
        } else if (verdict != PublishJob.DONE) {
            job.fail(verdict, List.of(1));
        } else {
            var articleId = Randomness.letters(key + job.publishId(), ARTICLE_ID_LENGTH);
            job.succeed(open(job.msgDataId(), articleId, job.draft(), false));
        }
        if (job.publication().isEmpty()) {
            content.drafts().restore(job.draft());
        }
        account.announce(job);
    }

    /** The publish job; 53502 if there is none. */
    public PublishJob requireJob(long publishId) {
        var job = jobs.get(publishId);
        if (job == null) {
            throw Refusal.of(
                    53502,
                    "publish_id is a publication of this account",
                    String.valueOf(publishId),
                    "a publish_id from freepublish/submit");
        }
        return job;
    }

    public Optional<Publication> find(long msgDataId) {
        return Optional.ofNullable(publications.get(msgDataId));
    }

    /** What was published without a push; 53600 if there is nothing of this id. */
    public Publication requireArticle(String articleId) {
        return publications.values().stream()
                .filter(found -> !found.isNotified() && found.articleId().equals(articleId))
                .findFirst()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        53600,
                                        "article_id is a publication of this account",
                                        articleId,
                                        "an article_id from freepublish/get or its event"));
    }

    /** A page and what it belongs to. */
    public record Place(Publication publication, ArticlePage page) {}

    /** The page with these parameters in its address. */
    public Optional<Place> at(String mid, String idx, String sn) {
        return publications.values().stream()
                .filter(found -> String.valueOf(found.msgDataId()).equals(mid))
                .flatMap(found -> found.pages().stream().map(page -> new Place(found, page)))
                .filter(place -> String.valueOf(place.page().idx()).equals(idx))
                .filter(place -> place.page().url().contains("&sn=" + sn + "#"))
                .findFirst();
    }

    /** The publication with this page. */
    Optional<Publication> findByUrl(String url) {
        return publications.values().stream()
                .filter(found -> found.pages().stream().anyMatch(p -> p.url().equals(url)))
                .findFirst();
    }

    /** An article and the address of its page. */
    public record Listed(Article article, String url) {}

    /** All articles of the message whose first one is at this address; none if it is gone. */
    public List<Listed> messageAt(String url) {
        var sent = findByUrl(url);
        if (sent.isPresent()) {
            return sent.get().pages().stream()
                    .map(page -> new Listed(page.article(), page.url()))
                    .toList();
        }
        return account.content().drafts().all().stream()
                .filter(draft -> previewAddress(draft.mediaId(), 1).equals(url))
                .findFirst()
                .map(this::previews)
                .orElse(List.of());
    }

    private List<Listed> previews(Draft draft) {
        var articles = new ArrayList<Listed>();
        for (var article : draft.articles()) {
            articles.add(new Listed(article, previewAddress(draft.mediaId(), articles.size() + 1)));
        }
        return articles;
    }

    /** The place of this page in its message, from 1; 0 if it is not a page of this account. */
    public int placeOf(String url) {
        return findByUrl(url).stream()
                .flatMap(publication -> publication.pages().stream())
                .filter(page -> page.url().equals(url))
                .mapToInt(ArticlePage::idx)
                .findFirst()
                .orElse(0);
    }

    /** Deletes one page of a publication, or all of them with 0. */
    public void delete(Publication publication, int idx) {
        if (idx < 0 || idx > publication.pages().size()) {
            throw Refusal.of(
                            40060,
                            "the place of an article, from 1, or 0 for all",
                            String.valueOf(idx),
                            "0 to " + publication.pages().size())
                    .assumed();
        }
        publication.delete(idx);
    }

    /** Everything that has pages, newest first. */
    public List<Publication> newestFirst() {
        var list = new ArrayList<>(publications.values());
        Collections.reverse(list);
        return list;
    }

    List<Publication> ofMaterial(String mediaId) {
        return publications.values().stream()
                .filter(found -> found.mediaId().equals(mediaId))
                .toList();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(issued);
        Snapshot.writeList(out, publications.values(), publication -> publication.write(out));
        Snapshot.writeList(out, jobs.values(), job -> job.write(out));
    }

    void read(DataInput in) throws IOException {
        issued = in.readLong();
        Snapshot.readList(in, () -> Publication.read(in))
                .forEach(publication -> publications.put(publication.msgDataId(), publication));
        Snapshot.readList(in, () -> PublishJob.read(in, publications))
                .forEach(job -> jobs.put(job.publishId(), job));
        jobs.values().stream()
                .filter(PublishJob::isRunning)
                .forEach(job -> account.schedule(PUBLISHING, () -> finish(job)));
    }
}
