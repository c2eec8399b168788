package io.qunfa.server.inbox;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.inbox.PushStore.PushId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What was received, for other modules. */
@Component
public final class Inbox {

    private final PushHistory history;

    Inbox(PushHistory history) {
        this.history = history;
    }

    /** A push as the platform wrote it, in clear text, unless it is forgotten. */
    public Optional<byte[]> xml(AccountId account, UUID push) {
        return history.body(new PushId(account, push));
    }
}
