package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.inbox.GoneFollowers;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells the inbox who has left. */
@Component
final class Departed implements GoneFollowers {

    private final FollowerStore followers;

    Departed(FollowerStore followers) {
        this.followers = followers;
    }

    @Override
    public Set<String> among(AccountId account, Set<String> openIds) {
        return followers.departed(
                account, openIds.stream().flatMap(Departed::openId).distinct().toList());
    }

    /** The sender of a push may be anything. */
    private static Stream<OpenId> openId(String text) {
        try {
            return Stream.of(new OpenId(text));
        } catch (IllegalArgumentException _) {
            return Stream.empty();
        }
    }
}
