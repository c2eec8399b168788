package io.qunfa.server.broadcast;

import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is decided about a broadcast before it is sent, over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/broadcasts/{broadcast}")
final class ReviewApi {

    private final Accounts accounts;
    private final Reviews reviews;
    private final Schedules schedules;
    private final Repetitions repetitions;
    private final BroadcastViews views;

    ReviewApi(
            Accounts accounts,
            Reviews reviews,
            Schedules schedules,
            Repetitions repetitions,
            BroadcastViews views) {
        this.accounts = accounts;
        this.reviews = reviews;
        this.schedules = schedules;
        this.repetitions = repetitions;
        this.views = views;
    }

    record CommentRequest(@Nullable String comment) {}

    /**
     * @param revision what the approver has seen
     */
    record ReviewRequest(@Nullable Long revision, @Nullable String comment) {

        long requireRevision() {
            if (revision == null) {
                throw Problem.invalid("revision", "required");
            }
            return revision;
        }
    }

    record ScheduleRequest(
            @Nullable StartRequest start, BroadcastApi.@Nullable ConfirmationForm confirmation) {

        Start requireStart() {
            if (start == null) {
                throw Problem.invalid("start", "required");
            }
            return start.start();
        }
    }

    /** Gives a draft to those who approve. */
    @PostMapping("/submit")
    BroadcastViews.BroadcastView submit(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestBody CommentRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var verdict = verdict(operator, request.comment());
        return views.whole(
                reviews.submit(id(account), new BroadcastId(broadcast), verdict), language);
    }

    /** Takes a submitted draft back. */
    @PostMapping("/withdraw")
    BroadcastViews.BroadcastView withdraw(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestBody CommentRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var verdict = verdict(operator, request.comment());
        return views.whole(
                reviews.withdraw(id(account), new BroadcastId(broadcast), verdict), language);
    }

    /** Approves exactly what was seen; with four eyes nobody approves their own. */
    @PostMapping("/approve")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView approve(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestBody ReviewRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var approved =
                reviews.approve(
                        id(account),
                        new BroadcastId(broadcast),
                        request.requireRevision(),
                        verdict(operator, request.comment()));
        return views.whole(approved, language);
    }

    /** Gives it back to its author, with a comment. */
    @PostMapping("/reject")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView reject(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestBody ReviewRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var rejected =
                reviews.reject(
                        id(account),
                        new BroadcastId(broadcast),
                        request.requireRevision(),
                        verdict(operator, request.comment()));
        return views.whole(rejected, language);
    }

    /** Lets it begin by itself, and reserves its quota. */
    @PostMapping("/schedule")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView schedule(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @RequestBody ScheduleRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var scheduled =
                schedules.schedule(
                        id(account),
                        new BroadcastId(broadcast),
                        operator,
                        request.requireStart(),
                        BroadcastApi.ConfirmationForm.require(request.confirmation()),
                        repetitions.key(key, "schedule " + broadcast, request));
        return views.whole(scheduled, language);
    }

    /** It does not begin by itself any more, and its quota is free. */
    @PostMapping("/unschedule")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView unschedule(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        return views.whole(
                schedules.unschedule(id(account), new BroadcastId(broadcast), operator), language);
    }

    private static Reviews.Verdict verdict(Operator operator, @Nullable String comment) {
        var said = Objects.requireNonNullElse(comment, "").strip();
        if (said.length() > Review.LONGEST_COMMENT) {
            throw Problem.invalid(
                    "comment", "length", Map.of("least", 0, "most", Review.LONGEST_COMMENT));
        }
        return new Reviews.Verdict(operator, said);
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }
}
