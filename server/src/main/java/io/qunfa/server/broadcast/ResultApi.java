package io.qunfa.server.broadcast;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.content.Message;
import io.qunfa.server.http.Csv;
import io.qunfa.server.http.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What came of a broadcast over HTTP, and what may be done about it. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/broadcasts/{broadcast}")
final class ResultApi {

    private final Broadcasts broadcasts;
    private final ReportStore reports;
    private final Remainders remainders;
    private final Deletions deletions;
    private final BroadcastViews views;
    private final ResultViews resultViews;
    private final Export export;
    private final Repetitions repetitions;
    private final Audit audit;

    ResultApi(
            Broadcasts broadcasts,
            ReportStore reports,
            Remainders remainders,
            Deletions deletions,
            BroadcastViews views,
            ResultViews resultViews,
            Export export,
            Repetitions repetitions,
            Audit audit) {
        this.broadcasts = broadcasts;
        this.reports = reports;
        this.remainders = remainders;
        this.deletions = deletions;
        this.views = views;
        this.resultViews = resultViews;
        this.export = export;
        this.repetitions = repetitions;
        this.audit = audit;
    }

    /**
     * @param article its position from 1; absent for everything that the call sent
     * @param confirmed that the notice was read
     */
    record DeletionRequest(@Nullable Integer article, boolean confirmed) {}

    /**
     * @param level 0, the fastest, to 4; absent for the account's own
     */
    record SpeedRequest(@Nullable Integer level) {}

    /** What became of it, call by call and in total. */
    @GetMapping("/result")
    ResultViews.ResultView result(
            @PathVariable UUID account, @PathVariable UUID broadcast, Locale language) {
        return resultViews.result(report(find(account, broadcast)), language);
    }

    private Report report(Broadcast found) {
        return new Report(
                found,
                reports.calls(found.account(), found.id()),
                deletions.of(found),
                Remainders.isOver(found) ? Optional.of(remainders.of(found)) : Optional.empty(),
                reports.speed(found.account(), found.id()));
    }

    /** A draft to those whose call was never accepted or failed as a whole. */
    @PostMapping("/rest")
    @ResponseStatus(HttpStatus.CREATED)
    BroadcastViews.BroadcastView rest(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var found = find(account, broadcast);
        var draft =
                remainders.draft(
                        found, operator, repetitions.key(key, "rest " + broadcast, Map.of()));
        return views.whole(broadcasts.get(found.account(), draft), language);
    }

    /** What deleting would do, to be read before it is asked for. */
    @GetMapping("/calls/{number}/deletion")
    ResultViews.DeletionNoticeView deletion(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @PathVariable int number,
            Locale language) {
        var found = find(account, broadcast);
        var call = call(found, number);
        return resultViews.notice(
                call, report(found), deletions.chance(found, call.call()), language);
    }

    /**
     * Has the platform delete what a call has sent. Followers keep the notification, and it cannot
     * be undone.
     */
    @PostMapping("/calls/{number}/deletion")
    @Requires(Role.PUBLISHER)
    ResultViews.DeletionView delete(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @PathVariable int number,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @RequestBody DeletionRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        if (!request.confirmed()) {
            throw Problem.invalid("confirmed", "required");
        }
        var found = find(account, broadcast);
        requireArticle(found, request.article());
        var call = call(found, number).call();
        return resultViews.deletion(
                deletions.delete(
                        found,
                        call,
                        request.article(),
                        operator,
                        repetitions.key(key, "delete " + call.id(), request)),
                language);
    }

    /** A position that no article has would cost one of the day's deletions. */
    private static void requireArticle(Broadcast broadcast, @Nullable Integer article) {
        var most = broadcast.message() instanceof Message.Article sent ? sent.articles().size() : 1;
        if (article != null && (article < 1 || article > most)) {
            throw Problem.invalid(
                    "article", "out-of-range", Map.of("least", 1, "most", most, "value", article));
        }
    }

    /** How fast the platform is to deliver the calls still to be made. */
    @PutMapping("/speed")
    ResultViews.SpeedView speed(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestBody SpeedRequest request,
            @AuthenticationPrincipal Operator operator) {
        var level = request.level();
        if (level != null && (level < 0 || level > Speed.SLOWEST)) {
            throw Problem.invalid("level", "unknown-value", Map.of("value", level));
        }
        var found = find(account, broadcast);
        if (!reports.chooseSpeed(found.account(), found.id(), level)) {
            throw new Problem(HttpStatus.CONFLICT, "broadcast-all-made", Map.of());
        }
        audit.record(
                account,
                operator.id(),
                "broadcast.speed-chosen",
                Map.of(
                        "broadcast",
                        broadcast.toString(),
                        "level",
                        level == null ? "account" : level));
        return ResultViews.speed(Optional.ofNullable(level));
    }

    /** The calls with their results, for a spreadsheet. */
    @GetMapping(path = "/report.csv", produces = Csv.TYPE)
    void report(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            Locale language,
            HttpServletResponse response)
            throws IOException {
        export.calls(find(account, broadcast), language, response);
    }

    /** The articles with their addresses and how they were read, for a spreadsheet. */
    @GetMapping(path = "/articles.csv", produces = Csv.TYPE)
    void articles(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            Locale language,
            HttpServletResponse response)
            throws IOException {
        export.articles(report(find(account, broadcast)), language, response);
    }

    private CallResult call(Broadcast broadcast, int number) {
        return reports.calls(broadcast.account(), broadcast.id()).stream()
                .filter(result -> result.call().number() == number)
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private Broadcast find(UUID account, UUID broadcast) {
        return broadcasts.get(new AccountId(account), new BroadcastId(broadcast));
    }
}
