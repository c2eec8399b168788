package io.qunfa.server.account;

import io.qunfa.client.MenuButton;
import io.qunfa.client.WebsiteReplies;
import io.qunfa.server.access.Operator;
import java.util.List;

/**
 * The menu and the automatic replies of the platform's website have been read, before a callback
 * switches them off. Whoever answers followers goes on with them.
 */
public record WebsiteTakenOver(
        AccountId account, Operator by, List<MenuButton> menu, WebsiteReplies.Current replies) {

    public WebsiteTakenOver {
        menu = List.copyOf(menu);
    }
}
