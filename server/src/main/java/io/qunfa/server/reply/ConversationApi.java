package io.qunfa.server.reply;

import io.qunfa.client.OpenId;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import io.qunfa.server.reply.RuleForms.AnswerForm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Answering a follower over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/followers/{openId}/messages")
final class ConversationApi {

    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 128;
    private static final int LARGEST_PAGE = 100;

    private final Accounts accounts;
    private final Conversations conversations;

    ConversationApi(Accounts accounts, Conversations conversations) {
        this.accounts = accounts;
        this.conversations = conversations;
    }

    record SentMessagePage(List<SentMessageView> items, @Nullable String next) {}

    /**
     * @param state sending, sent, refused or unknown
     * @param errcode why the platform refused it
     */
    record SentMessageView(
            String id,
            AnswerForm message,
            String state,
            @Nullable Integer errcode,
            Instant sentAt,
            String sentBy) {}

    record AnswerFollowerRequest(@Nullable AnswerForm message) {}

    /** What people of this account wrote to this follower, newest first. */
    @GetMapping
    SentMessagePage list(
            @PathVariable UUID account,
            @PathVariable String openId,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        var size = Limit.require(limit, LARGEST_PAGE);
        var page =
                conversations.with(id(account), follower(openId), Optional.ofNullable(after), size);
        return new SentMessagePage(
                page.stream().map(ConversationApi::view).toList(),
                page.size() < size ? null : page.getLast().id().toString());
    }

    /**
     * Sends this follower a message. The platform allows it for 48 hours after the follower's last
     * message, five times, and for a minute after a follow, a scan or a menu click, three times.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Role.PUBLISHER)
    SentMessageView send(
            @PathVariable UUID account,
            @PathVariable String openId,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody AnswerFollowerRequest request,
            @AuthenticationPrincipal Operator operator) {
        if (request.message() == null) {
            throw Problem.invalid("message", "required");
        }
        var sent =
                conversations.send(
                        id(account),
                        operator,
                        follower(openId),
                        request.message().answer(),
                        Optional.ofNullable(key)
                                .map(text -> RuleForms.limited(KEY, text, LONGEST_KEY)));
        return view(sent);
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }

    private static OpenId follower(String openId) {
        try {
            return new OpenId(openId);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("openId", "unknown-value", Map.of("value", openId));
        }
    }

    private static SentMessageView view(SentMessage message) {
        return new SentMessageView(
                message.id().toString(),
                AnswerForm.of(message.message()),
                RuleForms.word(message.state()),
                message.errcode().isPresent() ? message.errcode().getAsInt() : null,
                message.sentAt(),
                message.sentBy());
    }
}
