package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.Audience;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Draft;
import io.qunfa.server.content.Drafts;
import io.qunfa.server.content.Finding;
import io.qunfa.server.content.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Brings together what a plan depends on. What the platform has to be asked is looked up first, so
 * that the plan itself can be made within a transaction.
 */
@Component
final class Planning {

    private final Accounts accounts;
    private final Audiences audiences;
    private final Drafts drafts;
    private final CallDrafts callDrafts;
    private final Quotas quotas;
    private final SettingsStore settings;
    private final ReviewStore reviews;
    private final PaceStore paces;
    private final ReportStore reports;
    private final RestorationStore restorations;
    private final InstantSource clock;

    Planning(
            Accounts accounts,
            Audiences audiences,
            Drafts drafts,
            CallDrafts callDrafts,
            Quotas quotas,
            SettingsStore settings,
            ReviewStore reviews,
            PaceStore paces,
            ReportStore reports,
            RestorationStore restorations,
            InstantSource clock) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.drafts = drafts;
        this.callDrafts = callDrafts;
        this.quotas = quotas;
        this.settings = settings;
        this.reviews = reviews;
        this.paces = paces;
        this.reports = reports;
        this.restorations = restorations;
        this.clock = clock;
    }

    /**
     * What had to be looked up outside a transaction.
     *
     * @param draft as it is now; empty if it is gone, or if the message is none of a draft
     * @param usedUp whether it is gone because of an earlier send of ours, and a copy can be made
     */
    record LookedUp(Reach reach, Optional<Draft> draft, boolean usedUp) {

        /** Whether the message was picked from a draft that is not the same any more. */
        boolean isOutdated(Message message) {
            return message instanceof Message.Article picked
                    && !usedUp
                    && !Drafts.isUnchanged(picked, draft);
        }
    }

    /** Asks the platform what is to be asked. Never within a transaction. */
    LookedUp lookUp(Broadcast broadcast) {
        quotas.refresh(broadcast.account());
        var draft = draft(broadcast);
        return new LookedUp(
                reach(broadcast.account(), broadcast.addressees()),
                draft,
                draft.isEmpty() && isUsedUp(broadcast));
    }

    private boolean isUsedUp(Broadcast broadcast) {
        return broadcast.message() instanceof Message.Article picked
                && callDrafts.isUsedUp(broadcast, picked);
    }

    private Optional<Draft> draft(Broadcast broadcast) {
        return broadcast.message() instanceof Message.Article picked
                ? drafts.find(broadcast.account(), picked.draft())
                : Optional.empty();
    }

    /** The plan for an immediate start. */
    Plan plan(Broadcast broadcast, LookedUp found) {
        var now = clock.instant();
        var zone = settings.of(broadcast.account()).zone();
        return plan(broadcast, found, Start.at(now, zone), now);
    }

    Plan plan(Broadcast broadcast, LookedUp found, Start start) {
        return plan(broadcast, found, start, clock.instant());
    }

    private Plan plan(Broadcast broadcast, LookedUp found, Start start, Instant now) {
        var account = broadcast.account();
        var circumstances =
                new Circumstances(
                        accounts.get(account),
                        settings.of(account),
                        quotas.book(account, broadcast.id().value()),
                        month -> quotas.counts(account, broadcast.id().value(), month),
                        paces.pace(account),
                        speed(broadcast),
                        now,
                        start);
        var plan =
                Planner.plan(
                        new Proposal(
                                broadcast.message(),
                                found.draft(),
                                found.usedUp(),
                                otherUse(broadcast),
                                found.reach(),
                                broadcast.options(),
                                served(broadcast)),
                        circumstances);
        return restorations
                .restoredAfter(broadcast.createdAt())
                .map(at -> Start.at(at, circumstances.settings().zone()).shown())
                .map(at -> plan.with(Finding.warning("restored-since", Map.of("at", at))))
                .orElse(plan);
    }

    /** Its own, or else what the account had before this server ever set any. */
    private Speed speed(Broadcast broadcast) {
        return reports.speed(broadcast.account(), broadcast.id())
                .or(() -> Optional.ofNullable(paces.speeds(broadcast.account()).usual()))
                .map(Speed::new)
                .orElse(Speed.FASTEST);
    }

    private Optional<Instant> otherUse(Broadcast broadcast) {
        return broadcast.message() instanceof Message.Article picked
                ? reviews.otherUse(broadcast.account(), broadcast.id(), picked.draft())
                : Optional.empty();
    }

    private RoaringBitmap served(Broadcast broadcast) {
        return broadcast
                .options()
                .onceOnlyKey()
                .map(key -> reviews.served(broadcast.account(), key))
                .orElseGet(RoaringBitmap::new);
    }

    private Reach reach(AccountId account, Addressees addressees) {
        return switch (addressees) {
            case Addressees.Everybody _ -> audiences.reach(account, new Audience.All());
            case Addressees.Tagged(var tag) -> audiences.reach(account, new Audience.ByTag(tag));
            case Addressees.Named(var members, var unknown) ->
                    audiences.listed(account, members, unknown);
        };
    }
}
