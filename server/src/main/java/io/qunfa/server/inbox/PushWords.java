package io.qunfa.server.inbox;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.Event;
import io.qunfa.client.callback.MalformedPush;
import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.UserMessage;
import java.util.Optional;

/** What a push says in a few words, for a list of many. */
final class PushWords {

    private static final int MOST = 300;

    private PushWords() {}

    static Optional<String> of(byte[] body) {
        try {
            return of(Callbacks.parse(body)).filter(text -> !text.isBlank()).map(PushWords::cut);
        } catch (MalformedPush _) {
            return Optional.empty();
        }
    }

    private static Optional<String> of(Push push) {
        return switch (push) {
            case UserMessage.Text text -> Optional.of(text.content());
            case UserMessage.Voice voice -> voice.recognized();
            case UserMessage.Location place -> Optional.of(place.label());
            case UserMessage.Link link -> Optional.of(link.title());
            case Event.Subscribe follow -> follow.code().map(Event.SceneCode::scene);
            case Event.Scan scan -> Optional.of(scan.code().scene());
            case Event.MenuClick click -> Optional.of(click.key());
            case Event.MenuLink link -> Optional.of(link.url());
            case Event.MenuScan scan -> Optional.of(scan.result());
            default -> Optional.empty();
        };
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST)) + "…";
    }
}
