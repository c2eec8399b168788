package io.qunfa.server.reply;

import io.qunfa.client.Menus;
import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import io.qunfa.server.reply.MenuForm.ButtonForm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The menu over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/menu")
final class MenuApi {

    private static final int LARGEST_PAGE = 100;

    private final Accounts accounts;
    private final AccountMenus menus;

    MenuApi(Accounts accounts, AccountMenus menus) {
        this.accounts = accounts;
        this.menus = menus;
    }

    /**
     * @param shown whether followers see a menu
     * @param conditional menus for those who carry a tag
     */
    record MenuView(
            boolean shown, List<ButtonForm> buttons, List<ConditionalMenuView> conditional) {}

    record ConditionalMenuView(String id, @Nullable String tagId, List<ButtonForm> buttons) {}

    record MenuVersionPage(List<MenuVersionView> items, @Nullable String next) {}

    /**
     * @param buttons null if the menu was deleted
     * @param publishedBy null for the menu that was found before the first one was published here
     */
    record MenuVersionView(
            String id,
            @Nullable List<ButtonForm> buttons,
            Instant publishedAt,
            @Nullable String publishedBy) {}

    record PublishMenuRequest(@Nullable List<ButtonForm> buttons) {}

    record ConditionalMenuRequest(@Nullable String tagId, @Nullable List<ButtonForm> buttons) {}

    record MenuTrialRequest(@Nullable String openId) {}

    record MenuTrial(List<ButtonForm> buttons) {}

    /** The menu and the conditional menus, as the platform has them now. */
    @GetMapping
    MenuView get(@PathVariable UUID account) {
        return view(id(account));
    }

    /** Publishes a menu for everybody; phones show it within a day. */
    @PutMapping
    @Requires(Role.PUBLISHER)
    MenuView publish(
            @PathVariable UUID account,
            @RequestBody PublishMenuRequest request,
            @AuthenticationPrincipal Operator operator) {
        menus.publish(id(account), operator, MenuForm.menu(request.buttons()));
        return view(id(account));
    }

    /**
     * Deletes the menu for everybody and those for some.
     *
     * @param accountName as a confirmation
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.PUBLISHER)
    void delete(
            @PathVariable UUID account,
            @RequestParam String accountName,
            @AuthenticationPrincipal Operator operator) {
        var found = accounts.get(new AccountId(account));
        if (!found.name().equals(accountName)) {
            throw Problem.invalid("accountName", "unknown-value", Map.of("value", accountName));
        }
        menus.delete(found.id(), operator);
    }

    /** Adds a menu for those who carry a tag. */
    @PostMapping("/conditional")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Role.PUBLISHER)
    MenuView addConditional(
            @PathVariable UUID account,
            @RequestBody ConditionalMenuRequest request,
            @AuthenticationPrincipal Operator operator) {
        var tag = Objects.requireNonNullElse(request.tagId(), "");
        if (!tag.matches("\\d{1,18}")) {
            throw Problem.invalid("tagId", "unknown-value", Map.of("value", tag));
        }
        menus.addConditional(
                id(account),
                operator,
                MenuForm.menu(request.buttons()),
                new TagId(Long.parseLong(tag)));
        return view(id(account));
    }

    /** Deletes a conditional menu. */
    @DeleteMapping("/conditional/{menu}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.PUBLISHER)
    void deleteConditional(
            @PathVariable UUID account,
            @PathVariable String menu,
            @AuthenticationPrincipal Operator operator) {
        menus.deleteConditional(id(account), operator, menu);
    }

    /** The menu that one follower sees. */
    @PostMapping("/trial")
    MenuTrial trial(@PathVariable UUID account, @RequestBody MenuTrialRequest request) {
        var openId = RuleForms.required("openId", request.openId());
        return new MenuTrial(MenuForm.forms(menus.seenBy(id(account), follower(openId))));
    }

    /** What was published from here, newest first, down to the menu that was found. */
    @GetMapping("/versions")
    MenuVersionPage versions(
            @PathVariable UUID account,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "20") int limit) {
        var size = Limit.require(limit, LARGEST_PAGE);
        var page = menus.versions(id(account), Optional.ofNullable(after), size);
        return new MenuVersionPage(
                page.stream().map(MenuApi::view).toList(),
                page.size() < size ? null : page.getLast().id().toString());
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

    private MenuView view(AccountId account) {
        var current = menus.current(account);
        return new MenuView(
                current.shown(),
                MenuForm.forms(current.buttons()),
                menus.conditional(account).stream().map(MenuApi::view).toList());
    }

    private static ConditionalMenuView view(Menus.ConditionalMenu menu) {
        return new ConditionalMenuView(
                menu.id(),
                menu.tag().map(TagId::toString).orElse(null),
                MenuForm.forms(menu.buttons()));
    }

    private static MenuVersionView view(MenuVersion version) {
        return new MenuVersionView(
                version.id().toString(),
                version.buttons().orElse(null),
                version.publishedAt(),
                version.publishedBy().orElse(null));
    }
}
