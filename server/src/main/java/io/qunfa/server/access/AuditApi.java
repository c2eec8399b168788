package io.qunfa.server.access;

import io.qunfa.server.http.Csv;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import io.qunfa.server.http.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has done what, the newest first. */
@RestController
final class AuditApi {

    private static final int LARGEST_PAGE = 200;
    private static final int TABLE_PAGE = 1_000;
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

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

    /**
     * What a trail can be looked through for.
     *
     * @param actions what was ever done
     * @param operators who ever did something
     */
    record AuditChoices(List<ActionView> actions, List<AuditOperator> operators) {}

    /**
     * @param title in words, with a … for what differs
     */
    record ActionView(String action, String title) {}

    /**
     * What was done with an account.
     *
     * @param action any of these, such as {@code broadcast.sent}
     * @param by the id of an operator; {@code server} for what this server did by itself
     * @param until the first moment that is too late
     */
    @GetMapping("/api/v1/accounts/{id}/audit")
    @Requires(value = Role.ADMINISTRATOR, orInstallation = true)
    AuditPage account(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<String> action,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        return page(new AuditFilter(id, action, by, from, until), after, limit, language);
    }

    /**
     * What concerns no account: operators, sign-ins, tokens.
     *
     * @param action any of these, such as {@code operator.created}
     * @param by the id of an operator; {@code server} for what this server did by itself
     * @param until the first moment that is too late
     */
    @GetMapping("/api/v1/audit")
    @ForInstallation
    AuditPage installation(
            @RequestParam(defaultValue = "") List<String> action,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        return page(new AuditFilter(null, action, by, from, until), after, limit, language);
    }

    /** Which actions and operators the trail of an account has. */
    @GetMapping("/api/v1/accounts/{id}/audit/choices")
    @Requires(value = Role.ADMINISTRATOR, orInstallation = true)
    AuditChoices accountChoices(@PathVariable UUID id, Locale language) {
        return choices(id, language);
    }

    /** Which actions and operators the trail of what concerns no account has. */
    @GetMapping("/api/v1/audit/choices")
    @ForInstallation
    AuditChoices installationChoices(Locale language) {
        return choices(null, language);
    }

    /**
     * The trail of an account for a spreadsheet: all that fits.
     *
     * @param zone in which times are told
     */
    @GetMapping(path = "/api/v1/accounts/{id}/audit.csv", produces = Csv.TYPE)
    @Requires(value = Role.ADMINISTRATOR, orInstallation = true)
    void accountTable(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<String> action,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "Asia/Shanghai") String zone,
            Locale language,
            HttpServletResponse response)
            throws IOException {
        table(new AuditFilter(id, action, by, from, until), zone, language, response);
    }

    /**
     * The trail of what concerns no account for a spreadsheet: all that fits.
     *
     * @param zone in which times are told
     */
    @GetMapping(path = "/api/v1/audit.csv", produces = Csv.TYPE)
    @ForInstallation
    void installationTable(
            @RequestParam(defaultValue = "") List<String> action,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "Asia/Shanghai") String zone,
            Locale language,
            HttpServletResponse response)
            throws IOException {
        table(new AuditFilter(null, action, by, from, until), zone, language, response);
    }

    private AuditPage page(AuditFilter filter, @Nullable UUID after, int limit, Locale language) {
        var size = Limit.require(limit, LARGEST_PAGE);
        var items =
                trail.page(filter, after, size).stream()
                        .map(entry -> view(entry, language))
                        .toList();
        return new AuditPage(items, items.size() < size ? null : items.getLast().id());
    }

    private AuditChoices choices(@Nullable UUID account, Locale language) {
        return new AuditChoices(
                trail.actions(account).stream().map(action -> action(action, language)).toList(),
                trail.operators(account).stream().map(AuditApi::operator).toList());
    }

    private ActionView action(String action, Locale language) {
        var title = texts.find("audit." + action, Map.of(), language).orElse(action);
        return new ActionView(action, PARAMETER.matcher(title).replaceAll("…"));
    }

    private void table(
            AuditFilter filter, String zone, Locale language, HttpServletResponse response)
            throws IOException {
        var csv = Csv.begin(response, "audit.csv", zone(zone));
        csv.row(
                header("at", language) + " (%s)".formatted(zone),
                header("operator", language),
                header("title", language),
                header("action", language),
                header("details", language));
        var page = trail.page(filter, null, TABLE_PAGE);
        while (!page.isEmpty()) {
            for (var entry : page) {
                csv.row(cells(view(entry, language), language));
            }
            page = trail.page(filter, page.getLast().id(), TABLE_PAGE);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw Problem.invalid("zone", "unknown-value", Map.of("value", name));
        }
    }

    private String header(String column, Locale language) {
        return texts.text("audit-column." + column, Map.of(), language);
    }

    private Object[] cells(AuditView entry, Locale language) {
        var operator = entry.operator();
        return new Object[] {
            entry.at(),
            operator == null
                    ? texts.text("audit-column.server", Map.of(), language)
                    : operator.name(),
            entry.title(),
            entry.action(),
            entry.details().entrySet().stream()
                    .map(detail -> detail.getKey() + ": " + detail.getValue())
                    .collect(Collectors.joining("; "))
        };
    }

    private AuditView view(AuditTrail.Entry entry, Locale language) {
        return new AuditView(
                entry.id().toString(),
                entry.at(),
                entry.by().map(AuditApi::operator).orElse(null),
                entry.action(),
                texts.find("audit." + entry.action(), entry.details(), language)
                        .orElse(entry.action()),
                entry.details());
    }

    private static AuditOperator operator(Operator operator) {
        return new AuditOperator(operator.id().toString(), operator.name());
    }
}
