package io.qunfa.server.notice;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.http.Problem;
import io.qunfa.server.notice.NoticeStore.Setting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is written to about an account, and what was written. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/notices")
final class NoticeApi {

    private static final int SHOWN = 50;
    private static final int MOST_RECIPIENTS = 20;
    private static final String DEFAULT_LANGUAGE = "zh-CN";
    private static final Set<String> LANGUAGES = Set.of("zh-CN", "en", "ja");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}");

    private final NoticeStore store;
    private final Notices notices;
    private final Audit audit;

    NoticeApi(NoticeStore store, Notices notices, Audit audit) {
        this.store = store;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * @param language zh-CN, en or ja
     */
    record NoticeSettingsRequest(@Nullable List<String> recipients, @Nullable String language) {

        Setting setting() {
            var wanted = Objects.requireNonNullElse(recipients, List.<String>of());
            if (wanted.size() > MOST_RECIPIENTS) {
                throw Problem.invalid(
                        "recipients", "length", Map.of("least", 0, "most", MOST_RECIPIENTS));
            }
            for (var recipient : wanted) {
                if (!MAIL.matcher(recipient).matches()) {
                    throw Problem.invalid(
                            "recipients", "unknown-value", Map.of("value", recipient));
                }
            }
            var chosen = Objects.requireNonNullElse(language, DEFAULT_LANGUAGE);
            if (!LANGUAGES.contains(chosen)) {
                throw Problem.invalid("language", "unknown-value", Map.of("value", chosen));
            }
            return new Setting(wanted, chosen);
        }
    }

    /**
     * @param mailConfigured whether this installation has a mail server
     * @param items the newest notices
     */
    record NoticesView(
            List<String> recipients,
            String language,
            boolean mailConfigured,
            List<NoticeView> items) {}

    /**
     * @param state waiting, sent, failed, or suppressed because there were too many
     */
    record NoticeView(
            String id,
            String code,
            String state,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable String problem) {}

    /** Who gets mail when something needs a person, and the newest mails. */
    @GetMapping
    NoticesView get(@PathVariable UUID account) {
        var id = new AccountId(account);
        var setting = setting(id);
        return new NoticesView(
                setting.recipients(),
                setting.language(),
                notices.canWrite(),
                store.log(id, SHOWN).stream().map(NoticeApi::view).toList());
    }

    /** Changes who gets mail. */
    @PutMapping
    @Requires(Role.ADMINISTRATOR)
    NoticesView put(
            @PathVariable UUID account,
            @RequestBody NoticeSettingsRequest request,
            @AuthenticationPrincipal Operator operator) {
        var setting = request.setting();
        store.write(new AccountId(account), setting);
        audit.record(
                account,
                operator.id(),
                "notices.changed",
                Map.of("recipients", setting.recipients().size()));
        return get(account);
    }

    /** Sends a mail right away, and says what the mail server said if it did not take it. */
    @PostMapping("/test")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.ADMINISTRATOR)
    void test(@PathVariable UUID account) {
        var id = new AccountId(account);
        var setting = setting(id);
        if (!notices.canWrite()) {
            throw new Problem(HttpStatus.CONFLICT, "mail-not-configured", Map.of());
        }
        if (setting.recipients().isEmpty()) {
            throw new Problem(HttpStatus.CONFLICT, "nobody-to-write-to", Map.of());
        }
        try {
            notices.test(id, setting);
        } catch (Mailer.NotSent e) {
            throw new Problem(
                    HttpStatus.BAD_GATEWAY,
                    "mail-not-sent",
                    Map.of("answer", String.valueOf(e.getMessage())));
        }
    }

    private Setting setting(AccountId account) {
        return store.setting(account).orElse(new Setting(List.of(), DEFAULT_LANGUAGE));
    }

    private static NoticeView view(NoticeStore.Line line) {
        return new NoticeView(
                line.id().toString(),
                line.code(),
                line.state(),
                line.createdAt(),
                line.sentAt(),
                line.problem());
    }
}
