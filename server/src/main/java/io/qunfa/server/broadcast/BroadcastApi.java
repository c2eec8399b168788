package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import io.qunfa.client.OpenId;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.AudienceForm;
import io.qunfa.server.content.Message;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Broadcasts over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/broadcasts")
final class BroadcastApi {

    private static final int LARGEST_REFUSED_PAGE = 1_000;

    private final Accounts accounts;
    private final Broadcasts broadcasts;
    private final BroadcastViews views;
    private final BroadcastStream stream;
    private final Repetitions repetitions;

    BroadcastApi(
            Accounts accounts,
            Broadcasts broadcasts,
            BroadcastViews views,
            BroadcastStream stream,
            Repetitions repetitions) {
        this.accounts = accounts;
        this.broadcasts = broadcasts;
        this.views = views;
        this.stream = stream;
        this.repetitions = repetitions;
    }

    record DraftRequest(
            @Nullable Message message,
            @Nullable AudienceForm audience,
            @Nullable OptionsRequest options) {

        Broadcasts.Wish wish() {
            return new Broadcasts.Wish(
                    require(message),
                    requireAudience().audience(),
                    options == null ? Options.NONE : options.options());
        }

        AudienceForm requireAudience() {
            if (audience == null) {
                throw Problem.invalid("audience", "required");
            }
            return audience;
        }
    }

    /**
     * @param revision what the editor has seen: if it is another by now, nothing is changed and the
     *     answer is 409 {@code broadcast-changed}; whoever leaves it out replaces whatever is there
     */
    record EditRequest(
            @Nullable Message message,
            @Nullable AudienceForm audience,
            @Nullable OptionsRequest options,
            @Nullable Long revision) {

        /** What is left out stays as it is: a long list is not told, and so cannot be repeated. */
        Broadcasts.Edit edit() {
            return new Broadcasts.Edit(
                    require(message),
                    Optional.ofNullable(audience).map(AudienceForm::audience),
                    options == null ? Options.NONE : options.options(),
                    revision == null ? OptionalLong.empty() : OptionalLong.of(revision));
        }
    }

    record SendRequest(@Nullable ConfirmationForm confirmation) {}

    record ConfirmationForm(@Nullable String accountName, long recipients) {

        static Confirmation require(@Nullable ConfirmationForm form) {
            if (form == null) {
                throw Problem.invalid("confirmation", "required");
            }
            return new Confirmation(
                    Objects.requireNonNullElse(form.accountName(), ""), form.recipients());
        }
    }

    /** Exactly one of the two. */
    record PreviewRequest(@Nullable String openId, @Nullable String weChatId) {}

    record PreviewReceipt(@Nullable String msgId) {

        private static PreviewReceipt of(Optional<MsgId> msgId) {
            return new PreviewReceipt(msgId.map(MsgId::toString).orElse(null));
        }
    }

    /** Makes a draft; nothing is sent. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    BroadcastViews.BroadcastView create(
            @PathVariable UUID account,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @RequestBody DraftRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var draft =
                broadcasts.create(
                        id(account),
                        operator,
                        request.wish(),
                        repetitions.key(key, "create", request));
        return views.whole(draft, language);
    }

    /** One broadcast. */
    @GetMapping("/{broadcast}")
    BroadcastViews.BroadcastView get(
            @PathVariable UUID account, @PathVariable UUID broadcast, Locale language) {
        return views.whole(find(account, broadcast), language);
    }

    /**
     * Changes a draft. An approval it had is void then. An audience that is left out stays as it
     * is. With the revision that was seen, an edit by somebody else meanwhile is not overwritten.
     */
    @PutMapping("/{broadcast}")
    BroadcastViews.BroadcastView edit(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestBody EditRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var edited =
                broadcasts.edit(id(account), new BroadcastId(broadcast), operator, request.edit());
        return views.whole(edited, language);
    }

    /**
     * What sending now would mean, or beginning at a local time in a zone.
     *
     * @param later the second of two such times, when clocks are set back
     */
    @GetMapping("/{broadcast}/plan")
    BroadcastViews.PlanView plan(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestParam(required = false) @Nullable String start,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(defaultValue = "false") boolean later,
            Locale language) {
        var found = find(account, broadcast);
        var plan =
                start == null
                        ? broadcasts.plan(found)
                        : broadcasts.plan(found, new StartRequest(start, zone, later).start());
        return views.plan(plan, accounts.get(id(account)).name(), language);
    }

    /** Followers of the audience to whom the platform would deliver nothing more this month. */
    @GetMapping("/{broadcast}/plan/over-quota")
    BroadcastViews.OpenIdPage overQuota(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestParam(required = false) @Nullable Integer after,
            @RequestParam(defaultValue = "100") int limit) {
        var size = Limit.require(limit, LARGEST_REFUSED_PAGE);
        return views.overQuota(id(account), broadcasts.plan(find(account, broadcast)), after, size);
    }

    /**
     * Begins to send. The confirmation repeats whom it is for, as the plan tells it: if that has
     * changed since, nothing leaves.
     */
    @PostMapping("/{broadcast}/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView send(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @RequestBody SendRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var sent =
                broadcasts.send(
                        id(account),
                        new BroadcastId(broadcast),
                        operator,
                        ConfirmationForm.require(request.confirmation()),
                        repetitions.key(key, "send " + broadcast, request));
        return views.whole(sent, language);
    }

    /**
     * Ends a broadcast: calls that have not begun are never made; what the platform has accepted
     * cannot be taken back.
     */
    @PostMapping("/{broadcast}/cancel")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView cancel(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var cancelled = broadcasts.cancel(id(account), new BroadcastId(broadcast), operator);
        return views.whole(cancelled, language);
    }

    /**
     * Sends the message to one follower, or one WeChat id, to be looked at. The platform allows 100
     * a day.
     */
    @PostMapping("/{broadcast}/preview")
    PreviewReceipt preview(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @RequestBody PreviewRequest request) {
        try {
            return repetitions.answered(
                    id(account),
                    repetitions.key(key, "preview " + broadcast, request),
                    PreviewReceipt.class,
                    () -> PreviewReceipt.of(preview(find(account, broadcast), request)));
        } catch (WeChatException e) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Outcome.mayHaveHappened(e) ? "preview-unanswered" : "preview-refused",
                    Map.of("errcode", e.code(), "errmsg", e.platformText()));
        }
    }

    /** The broadcast at every change, until nothing will change by itself. */
    @GetMapping(path = "/{broadcast}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable UUID account, @PathVariable UUID broadcast, Locale language) {
        var watched = find(account, broadcast);
        return stream.watch(watched.account(), watched.id(), language);
    }

    private Optional<MsgId> preview(Broadcast broadcast, PreviewRequest request) {
        var openId = Objects.requireNonNullElse(request.openId(), "");
        var weChatId = Objects.requireNonNullElse(request.weChatId(), "");
        if (!openId.isBlank() && !weChatId.isBlank()) {
            throw Problem.invalid("weChatId", "one-of-two");
        }
        if (!weChatId.isBlank()) {
            return broadcasts.preview(broadcast.account(), broadcast.id(), weChatId);
        }
        return broadcasts.preview(broadcast.account(), broadcast.id(), openId(openId));
    }

    private static Message require(@Nullable Message message) {
        if (message == null) {
            throw Problem.invalid("message", "required");
        }
        return message;
    }

    private static OpenId openId(String value) {
        if (value.isBlank()) {
            throw Problem.invalid("openId", "required");
        }
        try {
            return new OpenId(value);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("openId", "unknown-value", Map.of("value", value));
        }
    }

    private Broadcast find(UUID account, UUID broadcast) {
        return broadcasts.get(id(account), new BroadcastId(broadcast));
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }
}
