package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The draft box (草稿箱) of one account, and the articles uploaded the old way. */
public final class Drafts {

    private static final int ID_LENGTH = 64;
    private static final Duration UPLOADED_LIFE = Duration.ofDays(3);

    /** More than these the sandbox does not keep. */
    private static final int MAX_DRAFTS = 10_000;

    private static final int MAX_CONSUMED = 10_000;

    private final VirtualClock clock;
    private final long key;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, String> consumed =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > MAX_CONSUMED;
                }
            };
    private long issued;

    Drafts(VirtualClock clock, long accountKey) {
        this.clock = clock;
        this.key = Randomness.mix(accountKey, "drafts");
    }

    /** Puts articles into the draft box. */
    public Draft add(List<Article> articles) {
        return keep(Draft.Origin.DRAFT_BOX, articles);
    }

    /** Keeps articles for three days, as {@code media/uploadnews} does. */
    public Draft upload(List<Article> articles) {
        return keep(Draft.Origin.UPLOADED, articles);
    }

    private Draft keep(Draft.Origin origin, List<Article> articles) {
        if (drafts.size() >= MAX_DRAFTS) {
            throw Refusal.of(
                            45101,
                            "the sandbox keeps at most " + MAX_DRAFTS + " drafts of one account",
                            "one more",
                            "delete some, or reset")
                    .assumed();
        }
        var now = clock.instant();
        var id = Randomness.letters(Randomness.mix(key, issued++), ID_LENGTH);
        var draft = new Draft(id, origin, articles, now, now, Set.of());
        drafts.put(id, draft);
        return draft;
    }

    /** Anything that can be sent under this id. */
    Optional<Draft> find(String mediaId) {
        return Optional.ofNullable(drafts.get(mediaId)).filter(draft -> !isExpired(draft));
    }

    private boolean isExpired(Draft draft) {
        return !draft.isInDraftBox()
                && !clock.instant().isBefore(draft.createdAt().plus(UPLOADED_LIFE));
    }

    /** The draft in the draft box; 40007 if there is none, or no more. */
    public Draft require(String mediaId) {
        return find(mediaId).filter(Draft::isInDraftBox).orElseThrow(() -> unknown(mediaId));
    }

    /** Articles under this id, wherever they are kept; 40007 if there are none. */
    public Draft requireNews(String mediaId) {
        return find(mediaId).orElseThrow(() -> unknown(mediaId));
    }

    Refusal unknown(String mediaId) {
        return Refusal.of(
                40007,
                "the draft is in the draft box",
                consumed.containsKey(mediaId)
                        ? "a draft that was sent or published: " + mediaId
                        : "an unknown id: " + mediaId,
                "a media_id from draft/add that was neither sent nor published nor deleted");
    }

    /** Replaces one article; 40114 if there is none at this place. */
    public void update(String mediaId, int index, Article article) {
        var draft = require(mediaId);
        if (index < 0 || index >= draft.articles().size()) {
            throw Refusal.of(
                    40114,
                    "index is the place of an article, from 0",
                    String.valueOf(index),
                    "0 to " + (draft.articles().size() - 1));
        }
        drafts.put(mediaId, draft.with(index, article, clock.instant()));
    }

    public void delete(String mediaId) {
        drafts.remove(require(mediaId).mediaId());
    }

    /** What stands in the way of the draft from now on. */
    public void mark(String mediaId, Set<Draft.Mark> marks) {
        drafts.put(mediaId, require(mediaId).marked(marks));
    }

    /** Everything that can be sent. */
    List<Draft> all() {
        return drafts.values().stream().filter(draft -> !isExpired(draft)).toList();
    }

    /** The draft box, newest first. */
    public List<Draft> newestFirst() {
        var list = new ArrayList<Draft>();
        drafts.values().stream().filter(Draft::isInDraftBox).forEach(list::add);
        list.sort(Comparator.comparing(Draft::updatedAt).reversed());
        return list;
    }

    /** It was accepted for sending or publishing: its id dies. */
    void consume(Draft draft, String contentDigest) {
        if (draft.isInDraftBox()) {
            drafts.remove(draft.mediaId());
            consumed.put(draft.mediaId(), contentDigest);
        }
    }

    /** What was accepted came to nothing: the draft is there again (assumed). */
    void restore(Draft draft) {
        if (consumed.remove(draft.mediaId()) != null) {
            drafts.put(draft.mediaId(), draft);
        }
    }

    /** The digest of what a consumed draft said. */
    Optional<String> consumedDigest(String mediaId) {
        return Optional.ofNullable(consumed.get(mediaId));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(issued);
        Snapshot.writeList(out, drafts.values(), draft -> draft.write(out));
        Snapshot.writeList(out, consumed.keySet(), out::writeUTF);
        Snapshot.writeList(out, consumed.values(), out::writeUTF);
    }

    void read(DataInput in) throws IOException {
        issued = in.readLong();
        Snapshot.readList(in, () -> Draft.read(in))
                .forEach(draft -> drafts.put(draft.mediaId(), draft));
        var ids = Snapshot.readList(in, in::readUTF);
        var digests = Snapshot.readList(in, in::readUTF);
        for (int i = 0; i < ids.size(); i++) {
            consumed.put(ids.get(i), digests.get(i));
        }
    }
}
