package io.qunfa.server.broadcast;

import io.qunfa.server.account.Accounts;
import io.qunfa.server.content.Finding;
import io.qunfa.server.http.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What has to be so before a broadcast may be sent or scheduled. */
@Component
final class Permission {

    private final Accounts accounts;
    private final SettingsStore settings;
    private final ReviewStore reviews;

    Permission(Accounts accounts, SettingsStore settings, ReviewStore reviews) {
        this.accounts = accounts;
        this.settings = settings;
        this.reviews = reviews;
    }

    /** Whether somebody else has approved it, if the account asks for that. */
    boolean isApproved(Broadcast broadcast) {
        return !settings.of(broadcast.account()).fourEyes()
                || (broadcast.approval().given() && !isApprovedByAuthor(broadcast));
    }

    /** As one may while an account does not ask for four eyes, and then it does. */
    private boolean isApprovedByAuthor(Broadcast broadcast) {
        return last(broadcast, Review.Decision.APPROVED)
                .filter(approver -> hasAHandInIt(broadcast, approver))
                .isPresent();
    }

    /** Whether somebody wrote it, or submitted it last. */
    boolean hasAHandInIt(Broadcast broadcast, UUID operator) {
        return broadcast.approval().writers().contains(operator)
                || last(broadcast, Review.Decision.SUBMITTED).filter(operator::equals).isPresent();
    }

    private Optional<UUID> last(Broadcast broadcast, Review.Decision decision) {
        return reviews.reviews(broadcast.account(), broadcast.id()).stream()
                .filter(review -> review.decision() == decision)
                .reduce((_, last) -> last)
                .map(review -> review.by().id());
    }

    void requireApproved(Broadcast broadcast) {
        if (!isApproved(broadcast)) {
            throw new Problem(HttpStatus.CONFLICT, "approval-needed", Map.of());
        }
    }

    void requireClear(Plan plan) {
        if (!plan.isClear()) {
            var errors = plan.findings().stream().filter(Finding::isError);
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "plan-has-errors",
                            Map.of("findings", errors(plan)))
                    .worded("findings", errors.map(Finding::whole).toList());
        }
    }

    void requireConfirmed(Broadcast broadcast, Plan plan, Confirmation confirmation) {
        var accountName = accounts.get(broadcast.account()).name();
        if (!confirmation.equals(new Confirmation(accountName, plan.recipients()))) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "confirmation-mismatch",
                    Map.of("accountName", accountName, "recipients", plan.recipients()));
        }
    }

    static String errors(Plan plan) {
        return plan.findings().stream()
                .filter(Finding::isError)
                .map(Finding::code)
                .collect(Collectors.joining(", "));
    }

    /** Why a plan is not clear, with what is known besides. */
    static Reason reason(String code, Plan plan, Map<String, Object> known) {
        var parameters = new HashMap<>(known);
        parameters.put(ReasonWords.FINDINGS, errors(plan));
        parameters.put(
                ReasonWords.ERRORS,
                plan.findings().stream()
                        .filter(Finding::isError)
                        .map(
                                error ->
                                        Map.of(
                                                "code", error.code(),
                                                "parameters", error.parameters()))
                        .toList());
        return new Reason(code, parameters);
    }
}
