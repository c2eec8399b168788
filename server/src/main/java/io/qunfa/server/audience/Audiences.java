package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.client.Tag;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import io.qunfa.server.work.WorkLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Whom an account can reach. */
@Component
public final class Audiences {

    private static final int LOOKED_UP_AT_ONCE = 10_000;

    private final Accounts accounts;
    private final FollowerStore followers;
    private final SynchronizationStore runs;
    private final Tags tags;
    private final UploadedLists lists;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final WorkLoop synchronizationLoop;

    Audiences(
            Accounts accounts,
            FollowerStore followers,
            SynchronizationStore runs,
            Tags tags,
            UploadedLists lists,
            TransactionOperations transactions,
            InstantSource clock,
            WorkLoop synchronizationLoop) {
        this.accounts = accounts;
        this.followers = followers;
        this.runs = runs;
        this.tags = tags;
        this.lists = lists;
        this.transactions = transactions;
        this.clock = clock;
        this.synchronizationLoop = synchronizationLoop;
    }

    /**
     * How many followers the mirror holds.
     *
     * @param asOf when it was last complete; empty if it never was
     */
    public record FollowerCount(long count, Optional<Instant> asOf) {}

    public FollowerCount followers(AccountId account) {
        return new FollowerCount(
                followers.series(account).following(),
                runs.find(account).flatMap(Synchronization::completeAt));
    }

    /** Whom an audience reaches now. */
    public Reach reach(AccountId account, Audience audience) {
        return switch (audience) {
            case Audience.All _ -> new Reach.Everyone(everyone(account), followers(account).asOf());
            case Audience.ByTag(var tag) ->
                    tags.find(account, tag)
                            .<Reach>map(Reach.Tagged::new)
                            .orElseGet(() -> new Reach.NoSuchTag(tag));
            case Audience.OpenIds openIds -> listed(account, openIds);
            case Audience.Uploaded(var list) -> listed(account, uploaded(account, list), List.of());
        };
    }

    /** Which of the OpenIDs named follow. */
    public Reach.Listed listed(AccountId account, Audience.OpenIds audience) {
        return listed(account, audience.openIds());
    }

    /**
     * Which of those named earlier follow now.
     *
     * @param members who followed then; those who left since are simply not there any more
     * @param unknown who did not
     */
    public Reach.Listed listed(AccountId account, RoaringBitmap members, List<OpenId> unknown) {
        var looked = listed(account, unknown);
        var still = RoaringBitmap.and(members, followers.everyone(account));
        still.or(looked.members());
        return new Reach.Listed(still, looked.unknown());
    }

    /**
     * The followers of a list that was uploaded.
     *
     * @throws Problem if there is no such list
     */
    public RoaringBitmap uploaded(AccountId account, UUID list) {
        return lists.find(account, list)
                .map(UploadedList::members)
                .orElseThrow(
                        () ->
                                Problem.invalid(
                                        "audience.listId",
                                        "unknown-value",
                                        Map.of("value", list.toString())));
    }

    /** The numbers of everybody who follows now. */
    public RoaringBitmap everyone(AccountId account) {
        return followers.everyone(account);
    }

    /** The OpenIDs of those of these followers who still follow. */
    public List<OpenId> openIds(AccountId account, RoaringBitmap members) {
        return followers.openIds(account, members);
    }

    /** Starts fetching the followers from the platform, unless that is under way. */
    public void synchronize(AccountId account) {
        transactions.executeWithoutResult(_ -> runs.begin(account, clock.instant()));
        synchronizationLoop.wake();
    }

    List<Tag> tags(AccountId account) {
        return tags.all(account);
    }

    Optional<Synchronization> synchronization(AccountId account) {
        return runs.find(account);
    }

    void follow(AccountId account, OpenId openId, Move move) {
        followers.follow(account, openId, move);
    }

    void leave(AccountId account, OpenId openId, Move move) {
        followers.leave(account, openId, move);
    }

    /** Keeps the number that the account shows in step, once it is known at all. */
    void report(AccountId account) {
        var known = followers(account);
        if (known.asOf().isPresent()) {
            accounts.followersCounted(account, known.count(), clock.instant());
        }
    }

    private Reach.Listed listed(AccountId account, List<OpenId> openIds) {
        var members = new RoaringBitmap();
        var unknown = new ArrayList<OpenId>();
        var numbered =
                new FollowerStore.Numbered() {
                    @Override
                    public void known(int no) {
                        members.add(no);
                    }

                    @Override
                    public void unknown(OpenId openId) {
                        unknown.add(openId);
                    }
                };
        for (var from = 0; from < openIds.size(); from += LOOKED_UP_AT_ONCE) {
            var to = Math.min(openIds.size(), from + LOOKED_UP_AT_ONCE);
            followers.numbers(account, openIds.subList(from, to), numbered);
        }
        members.runOptimize();
        return new Reach.Listed(members, unknown);
    }
}
