package io.qunfa.server.account;

import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.http.Problem;
import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an account may do: known, assumed, or told by an operator. */
@RestController
@RequestMapping("/api/v1/accounts/{id}/abilities")
final class AbilityApi {

    private final Accounts accounts;
    private final Abilities abilities;
    private final Texts texts;

    AbilityApi(Accounts accounts, Abilities abilities, Texts texts) {
        this.accounts = accounts;
        this.abilities = abilities;
        this.texts = texts;
    }

    record AbilityList(List<AbilityView> items) {}

    /**
     * One ability.
     *
     * @param certainty {@code known}, {@code assumed} or {@code told}
     * @param platformCode what the platform answered; 0 if nothing spoke against it
     */
    record AbilityView(
            String ability,
            String title,
            boolean can,
            String certainty,
            int platformCode,
            @Nullable Long dailyLimit,
            @Nullable Instant checkedAt) {}

    record AbilityRequest(@Nullable Boolean can) {}

    /** What the account may do, and how sure that is. */
    @GetMapping
    AbilityList list(@PathVariable UUID id, Locale language) {
        var account = accounts.get(new AccountId(id));
        return view(abilities.of(account), language);
    }

    /** Asks the platform, by calls that change nothing. */
    @PostMapping("/check")
    AbilityList check(@PathVariable UUID id, Locale language) {
        var account = accounts.get(new AccountId(id));
        return view(abilities.check(account), language);
    }

    /** Says what only a person can know. */
    @PutMapping("/{ability}")
    @Requires(Role.ADMINISTRATOR)
    AbilityList tell(
            @PathVariable UUID id,
            @PathVariable String ability,
            @RequestBody AbilityRequest request,
            @AuthenticationPrincipal Operator by,
            Locale language) {
        if (request.can() == null) {
            throw Problem.invalid("can", "required");
        }
        var account = accounts.get(new AccountId(id));
        abilities.tell(account, named(ability), request.can(), by.id());
        return view(abilities.of(account), language);
    }

    /** Takes back what a person has said. */
    @DeleteMapping("/{ability}")
    @Requires(Role.ADMINISTRATOR)
    AbilityList forget(@PathVariable UUID id, @PathVariable String ability, Locale language) {
        var account = accounts.get(new AccountId(id));
        abilities.forget(account.id(), named(ability));
        return view(abilities.of(account), language);
    }

    private static Ability named(String text) {
        return Ability.of(text).orElseThrow(Problem::notFound);
    }

    private AbilityList view(List<Abilities.Finding> findings, Locale language) {
        return new AbilityList(
                findings.stream()
                        .map(
                                finding ->
                                        new AbilityView(
                                                finding.ability().text(),
                                                texts.text(
                                                        "ability." + finding.ability().text(),
                                                        Map.of(),
                                                        language),
                                                finding.can(),
                                                finding.certainty().name().toLowerCase(Locale.ROOT),
                                                finding.code(),
                                                finding.dailyLimit().orElse(null),
                                                finding.checkedAt().orElse(null)))
                        .toList());
    }
}
