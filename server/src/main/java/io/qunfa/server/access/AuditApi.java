package io.qunfa.server.access;

import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has done what, the newest first. */
@RestController
final class AuditApi {

    private static final int LARGEST_PAGE = 200;

    private final AuditTrail trail;
    private final Texts texts;

    AuditApi(AuditTrail trail, Texts texts) {
        this.trail = trail;
        this.texts = texts;
    }

    record AuditPage(List<AuditView> items, @Nullable String next) {}

    /**
     * One thing that was done.
     *
     * @param operator null if this server did it by itself
     * @param title the action in words; the action itself where nobody has put it into words
     */
    record AuditView(
            String id,
            Instant at,
            @Nullable AuditOperator operator,
            String action,
            String title,
            Map<String, Object> details) {}

    record AuditOperator(String id, String name) {}

    /** What was done with an account. */
    @GetMapping("/api/v1/accounts/{id}/audit")
    @Requires(value = Role.ADMINISTRATOR, orInstallation = true)
    AuditPage account(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        return page(id, action, after, limit, language);
    }

    /** What concerns no account: operators, sign-ins, tokens. */
    @GetMapping("/api/v1/audit")
    @ForInstallation
    AuditPage installation(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        return page(null, action, after, limit, language);
    }

    private AuditPage page(
            @Nullable UUID account,
            @Nullable String action,
            @Nullable UUID after,
            int limit,
            Locale language) {
        var size = Limit.require(limit, LARGEST_PAGE);
        var items =
                trail.page(account, action, after, size).stream()
                        .map(entry -> view(entry, language))
                        .toList();
        return new AuditPage(items, items.size() < size ? null : items.getLast().id());
    }

    private AuditView view(AuditTrail.Entry entry, Locale language) {
        return new AuditView(
                entry.id().toString(),
                entry.at(),
                entry.by().map(by -> new AuditOperator(by.id().toString(), by.name())).orElse(null),
                entry.action(),
                texts.find("audit." + entry.action(), entry.details(), language)
                        .orElse(entry.action()),
                entry.details());
    }
}
