package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Followers, tags and the size of an audience. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/audience")
final class AudienceApi {

    private final Accounts accounts;
    private final Audiences audiences;

    AudienceApi(Accounts accounts, Audiences audiences) {
        this.accounts = accounts;
        this.audiences = audiences;
    }

    /** What is known of the people an account can reach. */
    record AudienceOverview(
            MirrorView followers, SynchronizationView synchronization, List<TagView> tags) {}

    record MirrorView(long count, @Nullable Instant asOf) {}

    /** {@code state} is never, running, done or failed. */
    record SynchronizationView(
            String state,
            long done,
            long total,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String problem) {

        static final SynchronizationView NEVER =
                new SynchronizationView("never", 0, 0, null, null, null);

        static SynchronizationView of(Synchronization run) {
            return new SynchronizationView(
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.fetched(),
                    run.total(),
                    run.startedAt(),
                    run.finishedAt().orElse(null),
                    run.problem().orElse(null));
        }
    }

    record TagView(String id, String name, long count) {}

    record CountRequest(@Nullable AudienceForm audience) {}

    /** How many followers an audience reaches, and who of those named does not follow. */
    record AudienceCount(long count, List<String> unknown) {}

    /** How many follow, which tags there are, and when that was last synchronized. */
    @GetMapping
    AudienceOverview overview(@PathVariable UUID account) {
        return overview(accounts.get(new AccountId(account)).id());
    }

    /**
     * Begins to fetch all followers and tags from the platform; the overview tells how far it is.
     */
    @PostMapping("/synchronization")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AudienceOverview synchronize(@PathVariable UUID account) {
        var id = accounts.get(new AccountId(account)).id();
        audiences.synchronize(id);
        return overview(id);
    }

    /** How many followers an audience reaches, before anything is made of it. */
    @PostMapping("/count")
    AudienceCount count(@PathVariable UUID account, @RequestBody CountRequest request) {
        var form = request.audience();
        if (form == null) {
            throw Problem.invalid("audience", "required");
        }
        var reach = audiences.reach(accounts.get(new AccountId(account)).id(), form.audience());
        return new AudienceCount(
                reach.count(),
                reach instanceof Reach.Listed(_, var unknown)
                        ? unknown.stream().map(OpenId::value).toList()
                        : List.of());
    }

    private AudienceOverview overview(AccountId account) {
        var followers = audiences.followers(account);
        return new AudienceOverview(
                new MirrorView(followers.count(), followers.asOf().orElse(null)),
                audiences
                        .synchronization(account)
                        .map(SynchronizationView::of)
                        .orElse(SynchronizationView.NEVER),
                audiences.tags(account).stream()
                        .map(tag -> new TagView(tag.id().toString(), tag.name(), tag.count()))
                        .toList());
    }
}
