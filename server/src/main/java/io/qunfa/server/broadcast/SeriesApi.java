package io.qunfa.server.broadcast;

import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Broadcasts that come again and again, over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/series")
final class SeriesApi {

    private static final int MOST_PREVIEWED = 50;
    private static final int SHOWN = 3;

    private final Accounts accounts;
    private final Recurring recurring;
    private final Repetitions repetitions;
    private final InstantSource clock;

    SeriesApi(
            Accounts accounts, Recurring recurring, Repetitions repetitions, InstantSource clock) {
        this.accounts = accounts;
        this.recurring = recurring;
        this.repetitions = repetitions;
        this.clock = clock;
    }

    /**
     * @param broadcastId whose words the runs have
     * @param state active, paused or ended
     * @param lastStart when the latest run is or was to begin
     * @param next the times after that
     */
    record SeriesView(
            String id,
            String name,
            String broadcastId,
            String cron,
            String zone,
            @Nullable Instant until,
            String state,
            Instant lastStart,
            List<BroadcastViews.StartView> next,
            String createdBy,
            Instant createdAt) {}

    record SeriesList(List<SeriesView> items) {}

    record StartList(List<BroadcastViews.StartView> items) {}

    record SeriesRequest(
            @Nullable String name,
            @Nullable UUID broadcastId,
            @Nullable String cron,
            @Nullable String zone,
            @Nullable Instant until,
            BroadcastApi.@Nullable ConfirmationForm confirmation) {

        Recurring.Wish wish() {
            if (broadcastId == null) {
                throw Problem.invalid("broadcastId", "required");
            }
            return new Recurring.Wish(
                    requireName(),
                    new BroadcastId(broadcastId),
                    recurrence(cron, zone),
                    Optional.ofNullable(until));
        }

        private String requireName() {
            var given = Objects.requireNonNullElse(name, "").strip();
            if (given.isEmpty() || given.length() > Series.LONGEST_NAME) {
                throw Problem.invalid(
                        "name", "length", Map.of("least", 1, "most", Series.LONGEST_NAME));
            }
            return given;
        }
    }

    /** The recurring broadcasts. */
    @GetMapping
    SeriesList list(@PathVariable UUID account) {
        return new SeriesList(recurring.all(id(account)).stream().map(this::view).toList());
    }

    /** One recurring broadcast. */
    @GetMapping("/{series}")
    SeriesView get(@PathVariable UUID account, @PathVariable UUID series) {
        return view(recurring.get(id(account), series));
    }

    /** When a series would begin its next runs. */
    @GetMapping("/preview")
    StartList preview(
            @PathVariable UUID account,
            @RequestParam String cron,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(defaultValue = "5") int limit) {
        var size = Limit.require(limit, MOST_PREVIEWED);
        return new StartList(views(recurrence(cron, zone), clock.instant(), size));
    }

    /** Makes a broadcast recur; each run is a broadcast of its own. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Role.PUBLISHER)
    SeriesView begin(
            @PathVariable UUID account,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @RequestBody SeriesRequest request,
            @AuthenticationPrincipal Operator operator) {
        var confirmation = BroadcastApi.ConfirmationForm.require(request.confirmation());
        return view(
                recurring.begin(
                        id(account),
                        request.wish(),
                        confirmation,
                        operator,
                        repetitions.key(key, "series", request)));
    }

    /** No further run begins until it is resumed. */
    @PostMapping("/{series}/pause")
    @Requires(Role.PUBLISHER)
    SeriesView pause(
            @PathVariable UUID account,
            @PathVariable UUID series,
            @AuthenticationPrincipal Operator operator) {
        return view(recurring.pause(id(account), series, operator));
    }

    /** Goes on with the next run; those that were missed are not made up for. */
    @PostMapping("/{series}/resume")
    @Requires(Role.PUBLISHER)
    SeriesView resume(
            @PathVariable UUID account,
            @PathVariable UUID series,
            @AuthenticationPrincipal Operator operator) {
        return view(recurring.resume(id(account), series, operator));
    }

    /** Ends it; a run that has begun goes on. */
    @PostMapping("/{series}/end")
    @Requires(Role.PUBLISHER)
    SeriesView end(
            @PathVariable UUID account,
            @PathVariable UUID series,
            @AuthenticationPrincipal Operator operator) {
        return view(recurring.end(id(account), series, operator));
    }

    private SeriesView view(Series series) {
        var from =
                series.lastStart().isAfter(clock.instant()) ? series.lastStart() : clock.instant();
        return new SeriesView(
                series.id().toString(),
                series.name(),
                series.template().toString(),
                series.recurrence().cron(),
                series.recurrence().zone().getId(),
                series.until().orElse(null),
                BroadcastStore.word(series.state()),
                series.lastStart(),
                series.state() == Series.State.ENDED
                        ? List.of()
                        : views(series.recurrence(), from, SHOWN),
                series.by().name(),
                series.createdAt());
    }

    private static List<BroadcastViews.StartView> views(
            Recurrence recurrence, Instant after, int count) {
        return recurrence.next(after, count).stream().map(BroadcastViews.StartView::of).toList();
    }

    private static Recurrence recurrence(@Nullable String cron, @Nullable String zone) {
        var given = Objects.requireNonNullElse(cron, "");
        try {
            return new Recurrence(given, StartRequest.zone("zone", zone));
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("cron", "cron", Map.of("value", given));
        }
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }
}
