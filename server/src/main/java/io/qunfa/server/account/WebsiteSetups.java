package io.qunfa.server.account;

import io.qunfa.client.MenuButton;
import io.qunfa.client.WebsiteReplies;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the platform's website did for an account before pushes came to us: its menu and its
 * automatic replies, which enabling the callback switches off. Kept, so that there is a way back.
 */
@Component
final class WebsiteSetups {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final JsonMapper json;

    WebsiteSetups(
            JdbcClient jdbc,
            Accounts accounts,
            Audit audit,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            InstantSource clock,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A button, as far as it has to be shown.
     *
     * @param type the platform's word; {@code group} for one that opens others
     * @param value its key, address or media
     */
    record WebsiteButton(String name, String type, String value, List<WebsiteButton> buttons) {}

    /** What was set up when it was taken over. */
    record Setup(
            Instant takenAt,
            boolean menuShown,
            List<WebsiteButton> menu,
            WebsiteReplies.Current replies) {}

    /**
     * Reads menu and replies from the platform and keeps them. Once the callback is enabled the
     * platform shows neither, so what was taken before is kept then.
     */
    Setup take(AccountId account, Operator by) {
        var wechat = accounts.wechat(account);
        var menu = wechat.menus().current();
        var replies = wechat.websiteReplies().current();
        var before = find(account);
        if (before.isPresent()
                && !menu.shown()
                && !replies.followOpen()
                && !replies.messagesOpen()) {
            return before.get();
        }
        var setup =
                new Setup(
                        clock.instant(),
                        menu.shown(),
                        menu.buttons().stream().map(WebsiteSetups::button).toList(),
                        replies);
        transaction.executeWithoutResult(
                _ -> {
                    save(account, setup);
                    audit.record(account.value(), by.id(), "website.taken-over", Map.of());
                    events.publishEvent(new WebsiteTakenOver(account, by, menu.buttons(), replies));
                });
        return setup;
    }

    private void save(AccountId account, Setup setup) {
        jdbc.sql(
                        """
                        INSERT INTO account.website_setup (account_id, taken_at, menu_shown, menu, replies)
                        VALUES (:account, :at, :shown, :menu::jsonb, :replies::jsonb)
                        ON CONFLICT (account_id) DO UPDATE SET
                            taken_at = excluded.taken_at,
                            menu_shown = excluded.menu_shown,
                            menu = excluded.menu,
                            replies = excluded.replies
                        """)
                .param("account", account.value())
                .param("at", setup.takenAt().atOffset(ZoneOffset.UTC))
                .param("shown", setup.menuShown())
                .param("menu", json.writeValueAsString(setup.menu()))
                .param("replies", json.writeValueAsString(setup.replies()))
                .update();
    }

    Optional<Setup> find(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT taken_at, menu_shown, menu, replies FROM account.website_setup
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Setup(
                                        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                                        row.getBoolean("menu_shown"),
                                        json.readValue(
                                                row.getString("menu"),
                                                new TypeReference<List<WebsiteButton>>() {}),
                                        json.readValue(
                                                row.getString("replies"),
                                                WebsiteReplies.Current.class)))
                .optional();
    }

    private static WebsiteButton button(MenuButton button) {
        return switch (button) {
            case MenuButton.Group group ->
                    new WebsiteButton(
                            group.name(),
                            "group",
                            "",
                            group.buttons().stream().map(WebsiteSetups::button).toList());
            case MenuButton.Click click -> leaf(click.name(), "click", click.key());
            case MenuButton.Link link -> leaf(link.name(), "view", link.url());
            case MenuButton.MiniProgram mini -> leaf(mini.name(), "miniprogram", mini.page());
            case MenuButton.Ask ask -> leaf(ask.name(), ask.type(), ask.key());
            case MenuButton.Send send -> leaf(send.name(), "media_id", send.media().value());
            case MenuButton.Show show -> leaf(show.name(), "article_id", show.article().value());
            case MenuButton.Unknown other -> leaf(other.name(), other.type(), other.value());
        };
    }

    private static WebsiteButton leaf(String name, String type, String value) {
        return new WebsiteButton(name, type, value, List.of());
    }
}
