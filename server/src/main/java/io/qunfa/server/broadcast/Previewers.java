package io.qunfa.server.broadcast;

import io.qunfa.client.OpenId;
import io.qunfa.client.WeChatException;
import io.qunfa.client.callback.Event;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.Audience;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import io.qunfa.server.inbox.PushReceived;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The staff who see a message before everybody does. They join by scanning a QR code. */
@Component
final class Previewers {

    private static final Duration INVITATION = Duration.ofDays(7);
    private static final String SCENE = "preview-";

    private final Accounts accounts;
    private final Audiences audiences;
    private final Broadcasts broadcasts;
    private final Quotas quotas;
    private final Repetitions repetitions;
    private final PreviewerStore store;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Uuid7 ids;

    Previewers(
            Accounts accounts,
            Audiences audiences,
            Broadcasts broadcasts,
            Quotas quotas,
            Repetitions repetitions,
            PreviewerStore store,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock,
            Uuid7 ids) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.broadcasts = broadcasts;
        this.quotas = quotas;
        this.repetitions = repetitions;
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A code to scan.
     *
     * @param picture where its picture can be fetched
     * @param url what the picture encodes
     */
    record Invitation(UUID id, URI picture, String url, Instant until) {}

    /**
     * What became of one preview.
     *
     * @param problem why it was not shown; empty if it was
     */
    record Shown(Previewer previewer, Optional<Reason> problem) {}

    List<Previewer> all(AccountId account) {
        return store.all(account);
    }

    /** Somebody who is known by their WeChat id. */
    Previewer add(
            AccountId account,
            String name,
            String weChatId,
            Operator by,
            Optional<IdempotencyKey> key) {
        var previewer =
                new Previewer(
                        ids.next(),
                        name,
                        Optional.empty(),
                        Optional.of(weChatId),
                        Optional.empty());
        var made =
                repetitions.once(
                        account,
                        key,
                        previewer.id(),
                        () -> insert(account, previewer, Optional.empty(), by));
        return made.equals(previewer.id()) ? previewer : get(account, made);
    }

    private Previewer get(AccountId account, UUID id) {
        return all(account).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** Makes a code; whoever scans it joins under this name. */
    Invitation invite(AccountId account, String name, Operator by) {
        var id = ids.next();
        var scene = SCENE + id.toString().replace("-", "");
        var codes = accounts.wechat(account).qrCodes();
        var code = codes.temporary(scene, INVITATION);
        var until = clock.instant().plus(INVITATION);
        var invited =
                new Previewer(id, name, Optional.empty(), Optional.empty(), Optional.of(until));
        transactions.executeWithoutResult(_ -> insert(account, invited, Optional.of(scene), by));
        return new Invitation(id, codes.picture(code), code.url(), until);
    }

    private void insert(
            AccountId account, Previewer previewer, Optional<String> scene, Operator by) {
        store.insert(account, previewer, scene, clock.instant());
        audit.record(
                account.value(),
                by.id(),
                "previewer.added",
                Map.of("previewer", previewer.id().toString()));
    }

    void remove(AccountId account, UUID id, Operator by) {
        transactions.executeWithoutResult(
                _ -> {
                    if (!store.delete(account, id)) {
                        throw Problem.notFound();
                    }
                    audit.record(
                            account.value(),
                            by.id(),
                            "previewer.removed",
                            Map.of("previewer", id.toString()));
                });
    }

    @EventListener
    void on(PushReceived received) {
        switch (received.push()) {
            case Event.Scan(var envelope, var code) ->
                    join(received.account(), envelope.follower(), code);
            case Event.Subscribe(var envelope, var code) ->
                    code.ifPresent(
                            scanned -> join(received.account(), envelope.follower(), scanned));
            default -> {}
        }
    }

    private void join(AccountId account, OpenId openId, Event.SceneCode code) {
        if (code.scene().startsWith(SCENE)) {
            var found = audiences.listed(account, new Audience.OpenIds(List.of(openId)));
            found.members().stream()
                    .forEach(number -> store.join(account, code.scene(), number, clock.instant()));
        }
    }

    /** Shows a message to all of them, as far as the day's previews go. */
    List<Shown> show(AccountId account, BroadcastId broadcast) {
        var message = broadcasts.previewed(account, broadcast);
        var reachable = store.all(account).stream().filter(Previewer::isReachable).toList();
        quotas.requirePreviews(account, reachable.size());
        var shown = new ArrayList<Shown>();
        for (var previewer : reachable) {
            shown.add(new Shown(previewer, show(account, previewer, message)));
        }
        return shown;
    }

    private Optional<Reason> show(
            AccountId account, Previewer previewer, io.qunfa.client.Message message) {
        var previews = accounts.wechat(account).previews();
        try {
            if (previewer.weChatId().isPresent()) {
                previews.toWeChatId(previewer.weChatId().get(), message);
                return Optional.empty();
            }
            var openId = openId(account, previewer);
            if (openId.isEmpty()) {
                return Optional.of(Reason.of("previewer-left"));
            }
            previews.to(openId.get(), message);
            return Optional.empty();
        } catch (WeChatException e) {
            var code = Outcome.mayHaveHappened(e) ? "preview-unanswered" : "preview-refused";
            return Optional.of(
                    new Reason(code, Map.of("errcode", e.code(), "errmsg", e.platformText())));
        }
    }

    private Optional<OpenId> openId(AccountId account, Previewer previewer) {
        var number = RoaringBitmap.bitmapOf(previewer.follower().orElseThrow());
        return audiences.openIds(account, number).stream().findFirst();
    }
}
