package io.qunfa.server.broadcast;

import io.qunfa.client.OpenId;
import io.qunfa.server.audience.AudienceForm;
import io.qunfa.server.content.Finding;
import io.qunfa.server.content.Message;
import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Broadcasts and plans as JSON, with their words in the reader's language. */
@Component
final class BroadcastViews {

    private final Broadcasts broadcasts;
    private final Texts texts;

    BroadcastViews(Broadcasts broadcasts, Texts texts) {
        this.broadcasts = broadcasts;
        this.texts = texts;
    }

    record BroadcastPage(List<BroadcastView> items, @Nullable String next) {}

    /**
     * @param audience OpenIDs are listed only in a draft read by itself
     * @param recipients how many were confirmed
     */
    record BroadcastView(
            String id,
            String accountId,
            String state,
            Message message,
            AudienceForm audience,
            Instant createdAt,
            AuthorView createdBy,
            @Nullable Instant sentAt,
            @Nullable Instant finishedAt,
            @Nullable Long recipients,
            TotalsView totals,
            List<CallView> calls,
            @Nullable ReasonView problem) {}

    record AuthorView(String id, String name) {}

    /** Null means that nobody counted (yet); it never means 0. */
    record TotalsView(
            @Nullable Long audience,
            @Nullable Long eligible,
            @Nullable Long delivered,
            @Nullable Long failed,
            @Nullable Long filtered) {}

    record CallView(
            int number,
            String state,
            String key,
            long recipients,
            @Nullable String msgId,
            @Nullable String status,
            @Nullable CountsView counts,
            @Nullable ReasonView problem,
            @Nullable Instant intentAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant nextAt) {}

    record CountsView(long total, long eligible, long delivered, long failed) {}

    record ReasonView(String code, Map<String, Object> parameters, String title, String detail) {}

    record PlanView(
            long recipients,
            String route,
            List<PlannedCallView> calls,
            List<FindingView> findings,
            ConfirmationView confirmation) {}

    record PlannedCallView(int number, long recipients) {}

    record FindingView(
            String code,
            String severity,
            Map<String, Object> parameters,
            String title,
            String remedy) {}

    record ConfirmationView(String accountName, long recipients) {}

    /** With the OpenIDs, if it is a draft that names any. */
    BroadcastView whole(Broadcast broadcast, Locale language) {
        var openIds =
                broadcast.addressees() instanceof Addressees.Named named
                                && broadcast.state() == BroadcastState.DRAFT
                        ? broadcasts.openIds(broadcast.account(), named)
                        : List.<OpenId>of();
        return view(broadcast, openIds, language);
    }

    BroadcastView brief(Broadcast broadcast, Locale language) {
        return view(broadcast, List.of(), language);
    }

    BroadcastPage page(List<Broadcast> page, int limit, Locale language) {
        return new BroadcastPage(
                page.stream().map(broadcast -> brief(broadcast, language)).toList(),
                page.size() < limit ? null : page.getLast().id().toString());
    }

    PlanView plan(Plan plan, String accountName, Locale language) {
        var calls = plan.calls();
        return new PlanView(
                plan.recipients(),
                plan.route().word(),
                java.util.stream.IntStream.range(0, calls.size())
                        .mapToObj(index -> new PlannedCallView(index + 1, calls.get(index)))
                        .toList(),
                plan.findings().stream().map(finding -> finding(finding, language)).toList(),
                new ConfirmationView(accountName, plan.recipients()));
    }

    private BroadcastView view(Broadcast broadcast, List<OpenId> openIds, Locale language) {
        return new BroadcastView(
                broadcast.id().toString(),
                broadcast.account().toString(),
                BroadcastStore.word(broadcast.state()),
                broadcast.message(),
                audience(broadcast.addressees(), openIds),
                broadcast.createdAt(),
                new AuthorView(broadcast.createdBy().id().toString(), broadcast.createdBy().name()),
                broadcast.sentAt(),
                broadcast.finishedAt(),
                broadcast.recipients(),
                totals(broadcast.totals()),
                broadcast.calls().stream().map(call -> call(call, language)).toList(),
                reason(broadcast.reason(), language));
    }

    private static AudienceForm audience(Addressees addressees, List<OpenId> openIds) {
        return switch (addressees) {
            case Addressees.Everybody _ -> new AudienceForm.All();
            case Addressees.Tagged(var tag) -> new AudienceForm.Tag(tag.toString());
            case Addressees.Named _ ->
                    new AudienceForm.OpenIds(openIds.stream().map(OpenId::value).toList());
        };
    }

    private static TotalsView totals(Totals totals) {
        return new TotalsView(
                totals.audience(),
                totals.eligible(),
                totals.delivered(),
                totals.failed(),
                totals.filtered());
    }

    private CallView call(Call call, Locale language) {
        var msgId = call.msgId();
        return new CallView(
                call.number(),
                BroadcastStore.word(call.state()),
                call.key().value(),
                call.recipients(),
                msgId == null ? null : msgId.toString(),
                call.status(),
                call.counts() == null ? null : counts(call.counts()),
                reason(call.reason(), language),
                call.intentAt(),
                call.acceptedAt(),
                call.finishedAt(),
                call.dueAt());
    }

    static CountsView counts(Counts counts) {
        return new CountsView(
                counts.total(), counts.eligible(), counts.delivered(), counts.failed());
    }

    @Nullable ReasonView reason(@Nullable Reason reason, Locale language) {
        if (reason == null) {
            return null;
        }
        var key = "reason." + reason.code();
        return new ReasonView(
                reason.code(),
                reason.parameters(),
                texts.text(key + ".title", reason.parameters(), language),
                texts.text(key + ".detail", reason.parameters(), language));
    }

    private FindingView finding(Finding finding, Locale language) {
        var key = "finding." + finding.code();
        return new FindingView(
                finding.code(),
                BroadcastStore.word(finding.severity()),
                finding.parameters(),
                texts.text(key + ".title", finding.parameters(), language),
                texts.text(key + ".remedy", finding.parameters(), language));
    }
}
