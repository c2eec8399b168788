package io.qunfa.server.broadcast;

import io.qunfa.client.MediaId;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.content.Draft;
import io.qunfa.server.content.Drafts;
import io.qunfa.server.content.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes copies of drafts that no call has sent, once their broadcast is over, such as one that
 * was cancelled behind them. A copy that somebody has changed since is theirs, and stays.
 */
@Component
final class LeftCopies {

    /** How long a copy is left alone that could not be looked at. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(LeftCopies.class);

    private final CallDraftStore store;
    private final CallDrafts callDrafts;
    private final BroadcastStore broadcasts;
    private final Drafts drafts;
    private final Audit audit;

    LeftCopies(
            CallDraftStore store,
            CallDrafts callDrafts,
            BroadcastStore broadcasts,
            Drafts drafts,
            Audit audit) {
        this.store = store;
        this.callDrafts = callDrafts;
        this.broadcasts = broadcasts;
        this.drafts = drafts;
        this.audit = audit;
    }

    /** Looks at one copy. False if there is none. */
    boolean workOnce() {
        var claimed = store.claimLeft(LEASE);
        claimed.ifPresent(this::work);
        return claimed.isPresent();
    }

    private void work(CallDraftStore.Copy copy) {
        try {
            left(copy).ifPresent(draft -> remove(copy, draft));
            store.settle(copy);
        } catch (WeChatException e) {
            log.info(
                    "broadcast.copy-left broadcast={} copy={} errcode={}",
                    copy.broadcast(),
                    copy.number(),
                    e.code());
        }
    }

    private Optional<MediaId> left(CallDraftStore.Copy copy) {
        var found =
                copy.id() == null
                        ? callDrafts.find(picked(copy), copy)
                        : drafts.find(copy.account(), copy.id())
                                .filter(draft -> isUnchanged(draft, copy));
        return found.map(Draft::id);
    }

    private static boolean isUnchanged(Draft draft, CallDraftStore.Copy copy) {
        return draft.fingerprint().equals(copy.fingerprint());
    }

    private Message.Article picked(CallDraftStore.Copy copy) {
        var broadcast = broadcasts.find(copy.account(), copy.broadcast()).orElseThrow();
        return (Message.Article) broadcast.message();
    }

    private void remove(CallDraftStore.Copy copy, MediaId draft) {
        drafts.discard(copy.account(), draft);
        audit.record(
                copy.account().value(),
                "broadcast.copy-removed",
                Map.of("broadcast", copy.broadcast().toString(), "draft", draft.value()));
    }
}
