package io.qunfa.server.account;

import io.qunfa.client.WeChatException;
import io.qunfa.client.WebsiteReplies;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.http.Texts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Setting the callback up, changing its secrets, and going back. */
@RestController
@RequestMapping("/api/v1/accounts/{id}/callback")
final class CallbackApi {

    private static final int USUAL_OVERLAP_HOURS = 24;
    private static final int LONGEST_OVERLAP_HOURS = 24 * 30;

    private final Accounts accounts;
    private final WebsiteSetups setups;
    private final Texts texts;

    CallbackApi(Accounts accounts, WebsiteSetups setups, Texts texts) {
        this.accounts = accounts;
        this.setups = setups;
        this.texts = texts;
    }

    /**
     * What to do on the platform's website, and what it means.
     *
     * @param asOf the state of the platform's website this was written for
     * @param page where it is done; null for a sandbox
     * @param consequences what the platform switches off as soon as the callback is enabled
     * @param checks what to look at when the platform refuses the address
     * @param wayBack what to do to return
     */
    record CallbackGuide(
            String asOf,
            @Nullable URI page,
            List<GuideText> steps,
            List<GuideText> consequences,
            List<GuideText> checks,
            List<GuideText> wayBack) {}

    record GuideText(String code, String title, String detail) {}

    /**
     * What is to be made anew.
     *
     * @param mode {@code plain}, {@code compatible} or {@code safe}; left out for the same
     * @param overlapHours how long the secrets of before are accepted; 24 if left out
     */
    record RotationRequest(
            @Nullable Boolean token,
            @Nullable Boolean aesKey,
            @Nullable String mode,
            @Nullable Integer overlapHours) {}

    /**
     * The callback's secrets after a change.
     *
     * @param previousUntil how long those of before are accepted; null if they are not
     */
    record RotatedCallback(
            String token, String aesKey, String mode, @Nullable Instant previousUntil) {
        @Override
        public String toString() {
            return "RotatedCallback[hidden]";
        }
    }

    /** What the platform found when it looked our address up. */
    record ReachabilityView(List<ResolvedView> dns, List<PingedView> ping) {}

    record ResolvedView(String ip, String operator) {}

    record PingedView(String ip, String fromOperator, String packageLoss, String time) {}

    /** The website's menu and automatic replies, as they were before. */
    record WebsiteSetupView(
            Instant takenAt,
            boolean menuShown,
            List<WebsiteSetups.WebsiteButton> menu,
            WebsiteRepliesView replies) {}

    record WebsiteRepliesView(
            boolean followOpen,
            @Nullable WebsiteReplyView onFollow,
            boolean messagesOpen,
            @Nullable WebsiteReplyView otherwise,
            List<WebsiteRuleView> rules) {}

    record WebsiteReplyView(String type, String content) {}

    record WebsiteRuleView(
            String name,
            List<WebsiteKeywordView> keywords,
            List<WebsiteReplyView> replies,
            boolean all) {}

    record WebsiteKeywordView(String content, boolean exact) {}

    /** What to paste where, and what it will switch off. */
    @GetMapping("/guide")
    CallbackGuide guide(@PathVariable UUID id, Locale language) {
        var account = accounts.get(new AccountId(id));
        var place = Website.of(account);
        return new CallbackGuide(
                Website.AS_OF.toString(),
                place.page().orElse(null),
                texts(place.steps(), language),
                texts(Website.CONSEQUENCES, language),
                texts(Website.CHECKS, language),
                texts(Website.WAY_BACK, language));
    }

    private List<GuideText> texts(List<String> codes, Locale language) {
        return codes.stream()
                .map(
                        code ->
                                new GuideText(
                                        code,
                                        texts.text("guide." + code + ".title", Map.of(), language),
                                        texts.text(
                                                "guide." + code + ".detail", Map.of(), language)))
                .toList();
    }

    /** Lets the platform look the callback's address up and ping it. */
    @PostMapping("/reachability")
    @Requires(Role.ADMINISTRATOR)
    ReachabilityView reach(@PathVariable UUID id) {
        try {
            var found = accounts.wechat(new AccountId(id)).quotas().checkCallback();
            return new ReachabilityView(
                    found.dns().stream()
                            .map(each -> new ResolvedView(each.ip(), each.realOperator()))
                            .toList(),
                    found.ping().stream()
                            .map(
                                    each ->
                                            new PingedView(
                                                    each.ip(),
                                                    each.fromOperator(),
                                                    each.packageLoss(),
                                                    each.time()))
                            .toList());
        } catch (WeChatException e) {
            throw ConnectionCheck.problem(e);
        }
    }

    /** Makes new secrets or changes the mode; what was before is accepted for a while. */
    @PostMapping("/rotation")
    @Requires(Role.ADMINISTRATOR)
    RotatedCallback rotate(
            @PathVariable UUID id,
            @RequestBody RotationRequest request,
            @AuthenticationPrincipal Operator by) {
        var settings = accounts.rotateCallback(new AccountId(id), wish(request), by.id());
        var now = settings.credentials();
        return new RotatedCallback(
                now.token(),
                now.aesKey(),
                now.mode().name().toLowerCase(Locale.ROOT),
                settings.previous().map(CallbackCredentials.Previous::until).orElse(null));
    }

    private static CallbackRotation wish(RotationRequest request) {
        var hours = request.overlapHours() == null ? USUAL_OVERLAP_HOURS : request.overlapHours();
        var fields = new Fields();
        if (hours < 0 || hours > LONGEST_OVERLAP_HOURS) {
            fields.reject(
                    "overlapHours", "range", Map.of("least", 0, "most", LONGEST_OVERLAP_HOURS));
        }
        var mode = Optional.ofNullable(request.mode()).map(text -> mode(text, fields));
        fields.throwIfAny();
        return new CallbackRotation(
                Boolean.TRUE.equals(request.token()),
                Boolean.TRUE.equals(request.aesKey()),
                mode,
                Duration.ofHours(hours));
    }

    private static CallbackCredentials.Mode mode(String text, Fields fields) {
        return Arrays.stream(CallbackCredentials.Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseGet(
                        () -> {
                            fields.reject("mode", "unknown-value", Map.of("value", text));
                            return CallbackCredentials.Mode.PLAIN;
                        });
    }

    /** From now on only the current secrets are accepted. */
    @DeleteMapping("/rotation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.ADMINISTRATOR)
    void endRotation(@PathVariable UUID id, @AuthenticationPrincipal Operator by) {
        accounts.endCallbackRotation(new AccountId(id), by.id());
    }

    /** Says that the callback was taken off the platform's settings: the account only sends. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.ADMINISTRATOR)
    void leave(@PathVariable UUID id, @AuthenticationPrincipal Operator by) {
        accounts.leaveCallback(new AccountId(id), by.id());
    }

    /** Reads the website's menu and automatic replies, before the callback switches them off. */
    @PostMapping("/website-setup")
    @Requires(Role.ADMINISTRATOR)
    WebsiteSetupView takeOver(@PathVariable UUID id, @AuthenticationPrincipal Operator by) {
        try {
            return view(setups.take(new AccountId(id), by));
        } catch (WeChatException e) {
            throw ConnectionCheck.problem(e);
        }
    }

    /**
     * The website's menu and automatic replies, as they were before callbacks switched them off;
     * 204 if nobody has read them.
     */
    @GetMapping("/website-setup")
    ResponseEntity<WebsiteSetupView> websiteSetup(@PathVariable UUID id) {
        return setups.find(new AccountId(id))
                .map(setup -> ResponseEntity.ok(view(setup)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private static WebsiteSetupView view(WebsiteSetups.Setup setup) {
        var replies = setup.replies();
        return new WebsiteSetupView(
                setup.takenAt(),
                setup.menuShown(),
                setup.menu(),
                new WebsiteRepliesView(
                        replies.followOpen(),
                        replies.onFollow().map(CallbackApi::view).orElse(null),
                        replies.messagesOpen(),
                        replies.otherwise().map(CallbackApi::view).orElse(null),
                        replies.rules().stream().map(CallbackApi::view).toList()));
    }

    private static WebsiteReplyView view(WebsiteReplies.Reply reply) {
        return new WebsiteReplyView(reply.type(), reply.content());
    }

    private static WebsiteRuleView view(WebsiteReplies.Rule rule) {
        return new WebsiteRuleView(
                rule.name(),
                rule.keywords().stream()
                        .map(keyword -> new WebsiteKeywordView(keyword.content(), keyword.exact()))
                        .toList(),
                rule.replies().stream().map(CallbackApi::view).toList(),
                rule.all());
    }

    /** The pages of the platform's website. Their names are in the texts of this module. */
    private record Website(Optional<URI> page, List<String> steps) {

        static final YearMonth AS_OF = YearMonth.of(2026, 11);

        static final List<String> CONSEQUENCES = List.of("menu-off", "replies-off", "take-over");
        static final List<String> CHECKS =
                List.of("same-token", "reachable", "ports", "answer", "clock");
        static final List<String> WAY_BACK = List.of("disable", "tell", "restore");

        private static final URI REAL = URI.create("https://mp.weixin.qq.com/");
        private static final URI TEST =
                URI.create(
                        "https://mp.weixin.qq.com/debug/cgi-bin/sandboxinfo?action=showinfo&t=sandbox/index");

        static Website of(Account account) {
            if (account.sandbox()) {
                return new Website(Optional.empty(), List.of("sandbox", "url", "token"));
            }
            return account.kind() == Account.Kind.TEST
                    ? new Website(Optional.of(TEST), List.of("open-test", "url", "token"))
                    : new Website(
                            Optional.of(REAL),
                            List.of("open-real", "url", "token", "aes-key", "mode", "enable"));
        }
    }
}
