package io.qunfa.server.broadcast;

import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The staff who get previews, over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}")
final class PreviewerApi {

    private final Accounts accounts;
    private final Previewers previewers;
    private final Repetitions repetitions;
    private final BroadcastViews views;

    PreviewerApi(
            Accounts accounts,
            Previewers previewers,
            Repetitions repetitions,
            BroadcastViews views) {
        this.accounts = accounts;
        this.previewers = previewers;
        this.repetitions = repetitions;
        this.views = views;
    }

    /**
     * @param joined whether a preview can reach them
     * @param invitedUntil how long the code is good that nobody has scanned yet
     */
    record PreviewerView(
            String id,
            String name,
            @Nullable String weChatId,
            boolean joined,
            @Nullable Instant invitedUntil) {}

    record PreviewerList(List<PreviewerView> items) {}

    record PreviewerRequest(@Nullable String name, @Nullable String weChatId) {}

    record InvitationRequest(@Nullable String name) {}

    /**
     * @param url what the QR code says; {@code picture} is the platform's picture of it
     */
    record InvitationView(String previewerId, String url, String picture, Instant until) {}

    record PreviewResultView(
            String previewerId,
            String name,
            boolean shown,
            BroadcastViews.@Nullable ReasonView problem) {}

    record PreviewResultList(List<PreviewResultView> items) {}

    /** The people who get previews. */
    @GetMapping("/previewers")
    PreviewerList list(@PathVariable UUID account) {
        return new PreviewerList(
                previewers.all(id(account)).stream().map(PreviewerApi::view).toList());
    }

    /** Adds somebody by their WeChat id; who scans a code is invited instead. */
    @PostMapping("/previewers")
    @ResponseStatus(HttpStatus.CREATED)
    PreviewerView add(
            @PathVariable UUID account,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @RequestBody PreviewerRequest request,
            @AuthenticationPrincipal Operator operator) {
        var weChatId = text("weChatId", request.weChatId());
        var added =
                previewers.add(
                        id(account),
                        text("name", request.name()),
                        weChatId,
                        operator,
                        repetitions.key(key, "previewer", request));
        return view(added);
    }

    /** Makes a QR code; whoever scans it within seven days joins. */
    @PostMapping("/previewers/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    InvitationView invite(
            @PathVariable UUID account,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            @RequestBody InvitationRequest request,
            @AuthenticationPrincipal Operator operator) {
        var name = text("name", request.name());
        try {
            return repetitions.answered(
                    id(account),
                    repetitions.key(key, "invitation", request),
                    InvitationView.class,
                    () -> view(previewers.invite(id(account), name, operator)));
        } catch (WeChatException e) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "preview-refused",
                    Map.of("errcode", e.code(), "errmsg", e.platformText()));
        }
    }

    /** Takes a person off the list. */
    @DeleteMapping("/previewers/{previewer}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable UUID account,
            @PathVariable UUID previewer,
            @AuthenticationPrincipal Operator operator) {
        previewers.remove(id(account), previewer, operator);
    }

    /** Shows the message to everybody of the group, and says what became of each. */
    @PostMapping("/broadcasts/{broadcast}/preview-all")
    PreviewResultList show(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestHeader(name = Repetitions.HEADER, required = false) @Nullable String key,
            Locale language) {
        return repetitions.answered(
                id(account),
                repetitions.key(key, "preview-all " + broadcast, Map.of()),
                PreviewResultList.class,
                () -> view(previewers.show(id(account), new BroadcastId(broadcast)), language));
    }

    private PreviewResultList view(List<Previewers.Shown> shown, Locale language) {
        return new PreviewResultList(
                shown.stream()
                        .map(
                                one ->
                                        new PreviewResultView(
                                                one.previewer().id().toString(),
                                                one.previewer().name(),
                                                one.problem().isEmpty(),
                                                views.reason(one.problem().orElse(null), language)))
                        .toList());
    }

    private static InvitationView view(Previewers.Invitation code) {
        return new InvitationView(
                code.id().toString(), code.url(), code.picture().toString(), code.until());
    }

    private static PreviewerView view(Previewer previewer) {
        return new PreviewerView(
                previewer.id().toString(),
                previewer.name(),
                previewer.weChatId().orElse(null),
                previewer.isReachable(),
                previewer.invitedUntil().orElse(null));
    }

    private static String text(String field, @Nullable String value) {
        var given = Objects.requireNonNullElse(value, "").strip();
        if (given.isEmpty() || given.length() > Previewer.LONGEST_NAME) {
            throw Problem.invalid(
                    field, "length", Map.of("least", 1, "most", Previewer.LONGEST_NAME));
        }
        return given;
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }
}
