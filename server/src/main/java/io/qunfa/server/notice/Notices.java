package io.qunfa.server.notice;

import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.account.PublicAddress;
import io.qunfa.server.broadcast.Reason;
import io.qunfa.server.broadcast.ReasonWords;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Texts;
import io.qunfa.server.notice.NoticeStore.Notice;
import io.qunfa.server.notice.NoticeStore.Setting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Notices are kept when something happens, and written as mail later. */
@Component
final class Notices {

    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    private static final int MOST_AN_HOUR = 10;
    private static final int MOST_ATTEMPTS = 8;
    private static final int LONGEST_PROBLEM = 500;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private final NoticeStore store;
    private final Mailer mailer;
    private final Accounts accounts;
    private final PublicAddress address;
    private final Texts texts;
    private final ReasonWords words;
    private final Uuid7 ids;

    Notices(
            NoticeStore store,
            Mailer mailer,
            Accounts accounts,
            PublicAddress address,
            Texts texts,
            ReasonWords words,
            Uuid7 ids) {
        this.store = store;
        this.mailer = mailer;
        this.accounts = accounts;
        this.address = address;
        this.texts = texts;
        this.words = words;
        this.ids = ids;
    }

    /** Keeps a notice, if anybody is to be written to about this account. */
    void raise(AccountId account, String code, Map<String, Object> parameters) {
        if (store.setting(account).filter(setting -> !setting.recipients().isEmpty()).isPresent()) {
            store.insert(new Notice(account, ids.next(), code, parameters, 0), MOST_AN_HOUR);
        }
    }

    /** Keeps a notice unless the same was kept not long ago. */
    void raiseOnce(
            AccountId account, String code, Map<String, Object> parameters, Duration within) {
        if (!store.saidLately(account, code, within)) {
            raise(account, code, parameters);
        }
    }

    /** Writes one mail. False if none is due. */
    boolean workOnce() {
        if (!mailer.configured()) {
            return false;
        }
        var due = store.claim(LEASE);
        due.ifPresent(this::write);
        return due.isPresent();
    }

    private void write(Notice notice) {
        try {
            var setting = store.setting(notice.account());
            if (setting.isPresent() && !setting.get().recipients().isEmpty()) {
                mailer.send(letter(notice, setting.get()));
            }
            store.sent(notice);
        } catch (Mailer.NotSent e) {
            log.warn("notice.not-sent notice={} reason={}", notice.id(), e.getMessage());
            var text = String.valueOf(e.getMessage());
            store.failed(
                    notice,
                    text.substring(0, Math.min(text.length(), LONGEST_PROBLEM)),
                    notice.attempt() >= MOST_ATTEMPTS
                            ? Optional.empty()
                            : Optional.of(FIRST_PAUSE.multipliedBy(1L << notice.attempt())));
        }
    }

    /** Sends one right away, to see whether it arrives. */
    void test(AccountId account, Setting setting) {
        mailer.send(letter(new Notice(account, ids.next(), "test", Map.of(), 1), setting));
    }

    boolean canWrite() {
        return mailer.configured();
    }

    private Mailer.Letter letter(Notice notice, Setting setting) {
        var parameters = new HashMap<>(notice.parameters());
        Account account = accounts.get(notice.account());
        parameters.put("account", account.name());
        parameters.put("address", page(notice));
        var language = Locale.forLanguageTag(setting.language());
        parameters.computeIfPresent(
                "reason", (_, code) -> reason(code.toString(), notice.parameters(), language));
        parameters.computeIfPresent(
                "problem",
                (_, code) ->
                        texts.find("problem." + code + ".title", Map.of(), language)
                                .orElse(code.toString()));
        return new Mailer.Letter(
                setting.recipients(),
                text(notice.code() + ".subject", parameters, language).replaceAll("\\R", " "),
                text(notice.code() + ".text", parameters, language));
    }

    /** Where somebody can do something about it. */
    private String page(Notice notice) {
        var broadcast = notice.parameters().get("broadcast");
        return broadcast == null
                ? address.base()
                : "%s/accounts/%s/broadcasts/%s"
                        .formatted(address.base(), notice.account().value(), broadcast);
    }

    /** In words, where there are some. */
    private String reason(String code, Map<String, Object> parameters, Locale language) {
        if (code.isEmpty()) {
            return "–";
        }
        var known = new HashMap<String, Object>();
        if (parameters.get("reasonParameters") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> known.put(String.valueOf(name), value));
        }
        var reason = new Reason(code, known);
        return words.title(reason, language) + "\n" + words.detail(reason, language);
    }

    private String text(String key, Map<String, Object> parameters, Locale language) {
        return texts.find("notice." + key, parameters, language).orElse(key);
    }
}
