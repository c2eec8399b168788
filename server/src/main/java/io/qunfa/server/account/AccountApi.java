package io.qunfa.server.account;

import io.qunfa.client.AppId;
import io.qunfa.client.AppSecret;
import io.qunfa.client.Credentials;
import io.qunfa.server.access.Caller;
import io.qunfa.server.access.ForInstallation;
import io.qunfa.server.access.Grants;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Connecting accounts and looking at them. */
@RestController
@RequestMapping("/api/v1/accounts")
final class AccountApi {

    private static final String WECHAT = "wechat";

    private final Accounts accounts;
    private final Grants grants;
    private final PublicAddress address;
    private final Texts texts;
    private final ApplicationEventPublisher events;

    AccountApi(
            Accounts accounts,
            Grants grants,
            PublicAddress address,
            Texts texts,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.grants = grants;
        this.address = address;
        this.texts = texts;
        this.events = events;
    }

    /** The accounts one may see. */
    record AccountPage(List<AccountView> items, @Nullable String next) {}

    record AccountView(
            String id,
            String key,
            String name,
            String appId,
            @Nullable String originalId,
            String kind,
            boolean verified,
            boolean sandbox,
            String platform,
            @Nullable String role,
            boolean sendOnly,
            CallbackView callback,
            ConnectionView connection,
            FollowersView followers) {}

    record CallbackView(String address, @Nullable Instant verifiedAt) {}

    record ConnectionView(String state, @Nullable Instant checkedAt, @Nullable String problem) {}

    record FollowersView(long count, @Nullable Instant asOf) {}

    record CallbackSettings(
            String address,
            String token,
            String aesKey,
            String mode,
            @Nullable Instant verifiedAt,
            @Nullable CallbackFailure lastFailure) {}

    record CallbackFailure(Instant at, String code, String title, String detail) {}

    /**
     * @param platform {@code wechat}, or the address of a sandbox
     */
    record ConnectRequest(
            @Nullable String name,
            @Nullable String appId,
            @Nullable String appSecret,
            @Nullable String kind,
            @Nullable Boolean verified,
            @Nullable String platform) {
        @Override
        public String toString() {
            return "ConnectRequest[%s, %s]".formatted(name, appId);
        }
    }

    /** The accounts one has a role on. */
    @GetMapping
    AccountPage list() {
        var items = accounts.visibleTo(Caller.current()).stream().map(this::view).toList();
        return new AccountPage(items, null);
    }

    /**
     * Connects an account. The credentials are tried before they are kept; the secret never comes
     * back out.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @ForInstallation
    AccountView connect(
            @RequestBody ConnectRequest request, @AuthenticationPrincipal Operator operator) {
        var account = accounts.connect(newAccount(request), operator.id());
        events.publishEvent(new AccountConnected(account.id()));
        return view(account);
    }

    /** One account. */
    @GetMapping("/{id}")
    AccountView get(@PathVariable UUID id) {
        return view(accounts.get(new AccountId(id)));
    }

    /** Tries the credentials now, and closes a circuit that they had opened. */
    @PostMapping("/{id}/connection/check")
    @Requires(Role.ADMINISTRATOR)
    AccountView check(@PathVariable UUID id) {
        return view(accounts.check(new AccountId(id)));
    }

    /** What is entered on the platform's website: address, token and key. */
    @GetMapping("/{id}/callback")
    @Requires(Role.ADMINISTRATOR)
    CallbackSettings callback(@PathVariable UUID id, Locale language) {
        var account = accounts.get(new AccountId(id));
        var settings = accounts.callbackSettings(account.id());
        var credentials = settings.credentials();
        return new CallbackSettings(
                address.callback(account).toString(),
                credentials.token(),
                credentials.aesKey(),
                credentials.mode().name().toLowerCase(Locale.ROOT),
                account.callbackVerifiedAt().orElse(null),
                settings.lastFailure().map(failure -> view(failure, language)).orElse(null));
    }

    private CallbackFailure view(CallbackCredentials.Failure failure, Locale language) {
        var key = "callback-failure." + failure.code();
        return new CallbackFailure(
                failure.at(),
                failure.code(),
                texts.find(key + ".title", Map.of(), language).orElse(failure.code()),
                texts.find(key + ".detail", Map.of(), language).orElse(""));
    }

    private AccountView view(Account account) {
        var connection = account.connection();
        var state =
                connection.checkedAt().isEmpty()
                        ? "unchecked"
                        : connection.problem().isEmpty() ? "ok" : "failing";
        return new AccountView(
                account.id().toString(),
                account.key(),
                account.name(),
                account.appId().value(),
                account.originalId().orElse(null),
                account.kind().text(),
                account.verified(),
                account.sandbox(),
                account.sandbox() ? account.endpoints().api().toString() : WECHAT,
                role(account),
                account.sendOnly(),
                new CallbackView(
                        address.callback(account).toString(),
                        account.callbackVerifiedAt().orElse(null)),
                new ConnectionView(
                        state,
                        connection.checkedAt().orElse(null),
                        connection.problem().orElse(null)),
                new FollowersView(
                        account.followers().count(), account.followers().asOf().orElse(null)));
    }

    private @Nullable String role(Account account) {
        var operator = Caller.current().operator().id();
        return grants.role(operator, account.id().value()).map(Role::text).orElse(null);
    }

    private static NewAccount newAccount(ConnectRequest request) {
        var fields = new Fields();
        var name = fields.text("name", request.name(), NewAccount.LONGEST_NAME);
        var appId = fields.text("appId", request.appId(), 64);
        if (!appId.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            fields.reject("appId", "unknown-value", Map.of("value", appId));
        }
        var secret = fields.text("appSecret", request.appSecret(), 128);
        var kind = Account.Kind.of(fields.text("kind", request.kind(), 20));
        if (kind.isEmpty() && request.kind() != null) {
            fields.reject("kind", "unknown-value", Map.of("value", request.kind()));
        }
        var verified = fields.required("verified", request.verified(), false);
        var platform = fields.endpoints("platform", request.platform());
        fields.throwIfAny();
        return new NewAccount(
                name,
                new Credentials(new AppId(appId), new AppSecret(secret)),
                kind.orElseThrow(),
                verified,
                platform);
    }
}
