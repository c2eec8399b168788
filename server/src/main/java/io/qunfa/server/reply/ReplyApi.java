package io.qunfa.server.reply;

import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import io.qunfa.server.http.Texts;
import io.qunfa.server.reply.RuleForms.AnswerForm;
import io.qunfa.server.reply.RuleForms.TriggerForm;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Automatic replies over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/replies")
final class ReplyApi {

    private static final int LONGEST_HINT = 300;

    private final Accounts accounts;
    private final Replies replies;
    private final TestBench bench;
    private final WebsiteImports imports;
    private final Texts texts;

    ReplyApi(
            Accounts accounts,
            Replies replies,
            TestBench bench,
            WebsiteImports imports,
            Texts texts) {
        this.accounts = accounts;
        this.replies = replies;
        this.bench = bench;
        this.imports = imports;
        this.texts = texts;
    }

    /**
     * @param items in the order in which they are asked
     * @param blankHint what a text of nothing but blanks is answered with; null for nothing
     */
    record RuleList(List<RuleView> items, @Nullable String blankHint) {}

    /**
     * @param unknownPlaceholders what stands in braces in the answer and nobody fills in; it is
     *     sent as it is
     */
    record RuleView(
            String id,
            String name,
            boolean enabled,
            TriggerForm trigger,
            AnswerForm answer,
            List<String> unknownPlaceholders,
            Instant updatedAt,
            String updatedBy) {}

    record RuleRequest(
            @Nullable String name,
            @Nullable Boolean enabled,
            @Nullable TriggerForm trigger,
            @Nullable AnswerForm answer) {

        Rule.Content content() {
            if (trigger == null) {
                throw Problem.invalid("trigger", "required");
            }
            if (answer == null) {
                throw Problem.invalid("answer", "required");
            }
            return new Rule.Content(
                    RuleForms.limited("name", name, RuleForms.LONGEST_NAME),
                    Objects.requireNonNullElse(enabled, false),
                    trigger.trigger(),
                    answer.answer());
        }
    }

    record OrderRequest(@Nullable List<UUID> ids) {}

    record BlankHintRequest(@Nullable String hint) {}

    /**
     * Something a follower might do.
     *
     * @param kind text, image, voice, video, location, link, follow, scan or menu_click
     * @param text of text, or what was recognised in a voice
     * @param key of menu_click
     * @param scene of scan; with follow, the code that led there
     * @param rule one that is being written, in place of {@code replaces} or behind all others
     * @param replaces the id of the rule that is being edited
     */
    record SampleRequest(
            @Nullable String kind,
            @Nullable String text,
            @Nullable String key,
            @Nullable String scene,
            @Nullable RuleRequest rule,
            @Nullable UUID replaces) {}

    /**
     * @param answered what the follower sees now; null for nothing
     * @param fitting every rule that fits, in order, those that are switched off among them
     */
    record SampleResult(@Nullable AnswerForm answered, List<FittingView> fitting) {}

    /**
     * @param ruleId null for a rule that is being written
     * @param answers whether it is the one that answers now
     * @param answer with everything filled in
     * @param unknownPlaceholders what stands in braces in it and nobody fills in
     */
    record FittingView(
            @Nullable String ruleId,
            String name,
            boolean enabled,
            boolean answers,
            @Nullable String keyword,
            AnswerForm answer,
            List<String> unknownPlaceholders) {}

    /**
     * What became of the automatic replies of the platform's website.
     *
     * @param added how many rules were new
     * @param kept how many were there from before, and were left as they are
     * @param differences what is not as it was on the website
     */
    record WebsiteImportView(
            Instant importedAt, int added, int kept, List<WebsiteDifference> differences) {}

    record WebsiteDifference(String rule, String code, String text) {}

    /** The rules of automatic replies, in the order in which they are asked. */
    @GetMapping
    RuleList list(@PathVariable UUID account) {
        return list(id(account));
    }

    /** Adds a rule; it is asked last. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RuleView add(
            @PathVariable UUID account,
            @RequestBody RuleRequest request,
            @AuthenticationPrincipal Operator operator) {
        return view(replies.add(id(account), operator, request.content()));
    }

    /** Changes a rule, or switches it on or off. */
    @PutMapping("/{rule}")
    RuleView change(
            @PathVariable UUID account,
            @PathVariable UUID rule,
            @RequestBody RuleRequest request,
            @AuthenticationPrincipal Operator operator) {
        return view(replies.change(id(account), operator, rule, request.content()));
    }

    /** Deletes a rule. */
    @DeleteMapping("/{rule}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable UUID account,
            @PathVariable UUID rule,
            @AuthenticationPrincipal Operator operator) {
        replies.delete(id(account), operator, rule);
    }

    /** Puts all rules into another order. */
    @PutMapping("/order")
    RuleList order(
            @PathVariable UUID account,
            @RequestBody OrderRequest request,
            @AuthenticationPrincipal Operator operator) {
        if (request.ids() == null) {
            throw Problem.invalid("ids", "required");
        }
        replies.order(id(account), operator, request.ids());
        return list(id(account));
    }

    /** Says what a text of nothing but blanks is answered with. */
    @PutMapping("/blank-hint")
    RuleList blankHint(
            @PathVariable UUID account,
            @RequestBody BlankHintRequest request,
            @AuthenticationPrincipal Operator operator) {
        var hint = Optional.ofNullable(request.hint()).map(String::strip);
        hint.ifPresent(text -> RuleForms.limited("hint", text, LONGEST_HINT));
        replies.blankHint(id(account), operator, hint);
        return list(id(account));
    }

    /** Which rules fit something a follower might do. Nothing is sent, nothing is kept. */
    @PostMapping("/test")
    SampleResult test(@PathVariable UUID account, @RequestBody SampleRequest request) {
        return bench.test(accounts.get(new AccountId(account)), request);
    }

    /**
     * What became of the website's automatic replies when they were last taken over; 204 if never.
     */
    @GetMapping("/website-import")
    ResponseEntity<WebsiteImportView> websiteImport(@PathVariable UUID account, Locale language) {
        return imports.last(id(account))
                .map(done -> ResponseEntity.ok(view(done, language)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private WebsiteImportView view(WebsiteImports.WebsiteImport done, Locale language) {
        return new WebsiteImportView(
                done.importedAt(),
                done.added(),
                done.kept(),
                done.leftOut().stream().map(each -> difference(each, language)).toList());
    }

    private WebsiteDifference difference(WebsiteRules.LeftOut difference, Locale language) {
        return new WebsiteDifference(
                difference.rule(),
                difference.code(),
                texts.text("website." + difference.code(), difference.details(), language));
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }

    private RuleList list(AccountId account) {
        return new RuleList(
                replies.all(account).stream().map(ReplyApi::view).toList(),
                replies.blankHint(account).orElse(null));
    }

    private static RuleView view(Rule rule) {
        var content = rule.content();
        return new RuleView(
                rule.id().toString(),
                content.name(),
                content.enabled(),
                TriggerForm.of(content.trigger()),
                AnswerForm.of(content.answer()),
                Placeholders.unknown(content.answer()),
                rule.updatedAt(),
                rule.updatedBy());
    }
}
