package io.qunfa.server.account;

import io.qunfa.client.AppSecret;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What can be changed about a connected account. Secrets go in and never come out. */
@RestController
@RequestMapping("/api/v1/accounts/{id}")
final class AccountSettingsApi {

    private static final int LONGEST_SECRET = 128;

    private final Accounts accounts;

    AccountSettingsApi(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * The settings of an account.
     *
     * @param tokenChannel {@code stable} or {@code classic}
     */
    record AccountSettingsView(String name, String kind, boolean verified, String tokenChannel) {
        static AccountSettingsView of(AccountSettings settings) {
            return new AccountSettingsView(
                    settings.name(),
                    settings.kind().text(),
                    settings.verified(),
                    settings.tokenChannel().name().toLowerCase(Locale.ROOT));
        }
    }

    /** What is to change; what is left out stays. */
    record AccountSettingsRequest(
            @Nullable String name,
            @Nullable String kind,
            @Nullable Boolean verified,
            @Nullable String tokenChannel) {}

    record SecretRequest(@Nullable String appSecret) {
        @Override
        public String toString() {
            return "SecretRequest[hidden]";
        }
    }

    /** What kind of account it is and how its token is fetched. */
    @GetMapping("/settings")
    AccountSettingsView settings(@PathVariable UUID id) {
        return AccountSettingsView.of(accounts.settings(new AccountId(id)));
    }

    /** Changes what is named. */
    @PatchMapping("/settings")
    @Requires(Role.ADMINISTRATOR)
    AccountSettingsView change(
            @PathVariable UUID id,
            @RequestBody AccountSettingsRequest request,
            @AuthenticationPrincipal Operator by) {
        var account = new AccountId(id);
        var changed = changed(accounts.settings(account), request);
        return AccountSettingsView.of(accounts.change(account, changed, by.id()));
    }

    /** Replaces the app secret after the platform has accepted the new one. */
    @PutMapping("/app-secret")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.ADMINISTRATOR)
    void replaceSecret(
            @PathVariable UUID id,
            @RequestBody SecretRequest request,
            @AuthenticationPrincipal Operator by) {
        var fields = new Fields();
        var secret = fields.text("appSecret", request.appSecret(), LONGEST_SECRET);
        fields.throwIfAny();
        accounts.replaceSecret(new AccountId(id), new AppSecret(secret), by.id());
    }

    private static AccountSettings changed(AccountSettings now, AccountSettingsRequest request) {
        var fields = new Fields();
        var name =
                request.name() == null
                        ? now.name()
                        : fields.text("name", request.name(), NewAccount.LONGEST_NAME);
        var kind = kind(now, request, fields);
        var channel = channel(now, request, fields);
        fields.throwIfAny();
        var verified = request.verified() == null ? now.verified() : request.verified();
        return new AccountSettings(name, kind, verified, channel);
    }

    private static Account.Kind kind(
            AccountSettings now, AccountSettingsRequest request, Fields fields) {
        if (request.kind() == null) {
            return now.kind();
        }
        var kind = Account.Kind.of(request.kind());
        if (kind.isEmpty()) {
            fields.reject("kind", "unknown-value", Map.of("value", request.kind()));
        }
        return kind.orElse(now.kind());
    }

    private static TokenChannel.Kind channel(
            AccountSettings now, AccountSettingsRequest request, Fields fields) {
        if (request.tokenChannel() == null) {
            return now.tokenChannel();
        }
        return switch (request.tokenChannel()) {
            case "stable" -> TokenChannel.Kind.STABLE;
            case "classic" -> TokenChannel.Kind.CLASSIC;
            default -> {
                fields.reject(
                        "tokenChannel", "unknown-value", Map.of("value", request.tokenChannel()));
                yield now.tokenChannel();
            }
        };
    }
}
