package io.qunfa.server.reply;

import io.qunfa.client.MenuButton;
import io.qunfa.client.Menus;
import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.account.WebsiteTakenOver;
import io.qunfa.server.database.Uuid7;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The menus of accounts. The platform keeps them; here is only what was published, so that there is
 * a way back.
 */
@Component
final class AccountMenus {

    private static final int NO_MENU = 46003;

    private final Accounts accounts;
    private final MenuVersionStore versions;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Uuid7 ids;
    private final InstantSource clock;

    AccountMenus(
            Accounts accounts,
            MenuVersionStore versions,
            Audit audit,
            TransactionTemplate transaction,
            Uuid7 ids,
            InstantSource clock) {
        this.accounts = accounts;
        this.versions = versions;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** The menu that followers see, whether it was made here or on the platform's website. */
    Menus.CurrentMenu current(AccountId account) {
        return menus(account).current();
    }

    /** Menus for those who carry a tag; none without a menu made by the interface. */
    List<Menus.ConditionalMenu> conditional(AccountId account) {
        try {
            return menus(account).get().conditional();
        } catch (WeChatException.Refused e) {
            if (e.code() == NO_MENU) {
                return List.of();
            }
            throw e;
        }
    }

    /** Puts this menu in place of the one there is, for everybody. */
    void publish(AccountId account, Operator by, List<MenuButton> buttons) {
        keepWhatWasFound(account);
        menus(account).set(buttons);
        keep(account, by, Optional.of(buttons), "reply.menu-published");
    }

    /** Deletes the menu for everybody and those for some. */
    void delete(AccountId account, Operator by) {
        keepWhatWasFound(account);
        menus(account).delete();
        keep(account, by, Optional.empty(), "reply.menu-deleted");
    }

    /** Adds a menu for those who carry a tag; its id. */
    String addConditional(AccountId account, Operator by, List<MenuButton> buttons, TagId tag) {
        var id = menus(account).addConditional(buttons, tag);
        audit.record(
                account.value(),
                by.id(),
                "reply.conditional-menu-added",
                Map.of("menuId", id, "tagId", tag.toString()));
        return id;
    }

    void deleteConditional(AccountId account, Operator by, String menuId) {
        menus(account).deleteConditional(menuId);
        audit.record(
                account.value(),
                by.id(),
                "reply.conditional-menu-deleted",
                Map.of("menuId", menuId));
    }

    List<MenuButton> seenBy(AccountId account, OpenId follower) {
        return menus(account).seenBy(follower);
    }

    List<MenuVersion> versions(AccountId account, Optional<UUID> after, int limit) {
        return versions.page(account, after, limit);
    }

    /** The callback will switch the website's menu off, so it can be published again from here. */
    @EventListener
    void on(WebsiteTakenOver taken) {
        if (versions.isEmpty(taken.account())) {
            keepFound(taken.account(), taken.menu());
        }
    }

    private void keepWhatWasFound(AccountId account) {
        if (versions.isEmpty(account)) {
            keepFound(account, current(account).buttons());
        }
    }

    private void keepFound(AccountId account, List<MenuButton> found) {
        if (!found.isEmpty()) {
            versions.insert(account, version(Optional.of(found), Optional.empty()));
        }
    }

    private void keep(
            AccountId account, Operator by, Optional<List<MenuButton>> buttons, String action) {
        transaction.executeWithoutResult(
                _ -> {
                    versions.insert(account, version(buttons, Optional.of(by.name())));
                    audit.record(
                            account.value(),
                            by.id(),
                            action,
                            Map.of("buttons", buttons.map(List::size).orElse(0)));
                });
    }

    private MenuVersion version(Optional<List<MenuButton>> buttons, Optional<String> by) {
        return new MenuVersion(ids.next(), buttons.map(MenuForm::forms), clock.instant(), by);
    }

    private Menus menus(AccountId account) {
        return accounts.wechat(account).menus();
    }
}
