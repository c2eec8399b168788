package io.qunfa.server.broadcast;

import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calls that wait for a person as JSON, with what is to be understood before deciding. */
@Component
final class HeldViews {

    private final BroadcastViews views;
    private final Texts texts;

    HeldViews(BroadcastViews views, Texts texts) {
        this.views = views;
        this.texts = texts;
    }

    record HeldCallList(List<HeldCallView> items) {}

    /**
     * @param doubtful whether the platform may have accepted it; else it certainly did not
     * @param evidence what is known, in sentences
     * @param unclaimedResults reports of send tasks that no call of the account claims
     */
    record HeldCallView(
            int number,
            long recipients,
            boolean doubtful,
            int attempts,
            String key,
            @Nullable String msgId,
            BroadcastViews.@Nullable ReasonView problem,
            @Nullable Instant firstAttemptAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant keyForgottenAt,
            List<String> evidence,
            List<UnclaimedResultView> unclaimedResults,
            List<ChoiceView> choices) {}

    /**
     * @param fits whether it could be this call's by time and number
     */
    record UnclaimedResultView(
            String msgId,
            Instant at,
            String status,
            BroadcastViews.CountsView counts,
            boolean fits) {}

    record ChoiceView(String decision, String title, String consequence) {}

    HeldCallList list(List<HeldCall> held, Locale language) {
        return new HeldCallList(held.stream().map(call -> view(call, language)).toList());
    }

    private HeldCallView view(HeldCall held, Locale language) {
        var call = held.call();
        return new HeldCallView(
                call.number(),
                call.recipients(),
                call.doubtful(),
                call.attempts(),
                call.key().value(),
                call.msgId() == null ? null : call.msgId().toString(),
                views.reason(call.reason(), language),
                call.intentAt(),
                call.attemptedAt(),
                held.keyForgottenAt().orElse(null),
                evidence(held, language),
                held.results().stream().map(HeldViews::result).toList(),
                choices(held, language));
    }

    private List<String> evidence(HeldCall held, Locale language) {
        var call = held.call();
        var fitting = held.results().stream().filter(HeldCall.UnclaimedResult::fits).count();
        var facts =
                Map.of(
                        "attempts", call.attempts(),
                        "recipients", call.recipients(),
                        "fitting", fitting,
                        "unclaimed", held.results().size());
        return codes(held, fitting).stream()
                .map(code -> texts.text("evidence." + code, facts, language))
                .toList();
    }

    private static List<String> codes(HeldCall held, long fitting) {
        if (held.isAccepted()) {
            return List.of("accepted", "look-at-the-website");
        }
        if (!held.call().doubtful()) {
            return List.of("certainly-not-accepted");
        }
        return List.of(
                "perhaps-accepted",
                fitting > 0 ? "results-fit" : "no-result-fits",
                "look-at-the-website");
    }

    private List<ChoiceView> choices(HeldCall held, Locale language) {
        return held.choices().stream()
                .map(
                        choice -> {
                            var key = "decision." + choice + suffix(held);
                            return new ChoiceView(
                                    choice,
                                    texts.text(key + ".title", Map.of(), language),
                                    texts.text(
                                            key + ".consequence",
                                            Map.of("recipients", held.call().recipients()),
                                            language));
                        })
                .toList();
    }

    private static String suffix(HeldCall held) {
        if (held.isAccepted()) {
            return ".accepted";
        }
        return held.call().doubtful() ? ".doubtful" : ".certain";
    }

    private static UnclaimedResultView result(HeldCall.UnclaimedResult unclaimed) {
        var result = unclaimed.result();
        return new UnclaimedResultView(
                result.msgId().toString(),
                result.at(),
                result.status(),
                BroadcastViews.counts(result.counts()),
                unclaimed.fits());
    }
}
