package io.qunfa.server.reply;

import io.qunfa.client.callback.Event;
import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.UserMessage;
import io.qunfa.server.reply.Trigger.MessageKind;
import java.util.List;
import java.util.Optional;

/** One way to look at what a follower did. A push is several, the most telling one first. */
sealed interface Occasion {

    record Followed() implements Occasion {}

    record Scanned(String scene) implements Occasion {}

    record Clicked(String key) implements Occasion {}

    /** A text of nothing but blanks. */
    record SaidNothing() implements Occasion {}

    /**
     * A message.
     *
     * @param text typed, or recognised in a voice message; empty for all other messages
     */
    record Sent(MessageKind kind, Optional<String> text) implements Occasion {}

    /** A message that nothing before has answered. */
    record Unanswered() implements Occasion {}

    /** What a push is to the rules; nothing for what cannot be answered. */
    static List<Occasion> of(Push push) {
        return switch (push) {
            case UserMessage message -> of(message);
            case Event.Subscribe(_, var code) ->
                    code.map(scanned -> ofFollow(Optional.of(scanned.scene())))
                            .orElseGet(() -> ofFollow(Optional.empty()));
            case Event.Scan(_, var code) -> List.of(new Scanned(code.scene()));
            case Event.MenuClick(_, var key) -> List.of(new Clicked(key));
            case Event.MenuScan scan when scan.awaitsReply() -> List.of(new Clicked(scan.key()));
            default -> List.of();
        };
    }

    private static List<Occasion> of(UserMessage message) {
        return switch (message) {
            case UserMessage.Text text -> ofText(text.content());
            case UserMessage.Image _ -> ofMessage(MessageKind.IMAGE, Optional.empty());
            case UserMessage.Voice voice -> ofMessage(MessageKind.VOICE, voice.recognized());
            case UserMessage.Video _, UserMessage.ShortVideo _ ->
                    ofMessage(MessageKind.VIDEO, Optional.empty());
            case UserMessage.Location _ -> ofMessage(MessageKind.LOCATION, Optional.empty());
            case UserMessage.Link _ -> ofMessage(MessageKind.LINK, Optional.empty());
        };
    }

    /**
     * A follow.
     *
     * @param scene of the code that led here
     */
    static List<Occasion> ofFollow(Optional<String> scene) {
        return scene.<List<Occasion>>map(code -> List.of(new Scanned(code), new Followed()))
                .orElseGet(() -> List.of(new Followed()));
    }

    static List<Occasion> ofText(String text) {
        return text.isBlank()
                ? List.of(new SaidNothing(), new Unanswered())
                : ofMessage(MessageKind.TEXT, Optional.of(text.strip()));
    }

    static List<Occasion> ofMessage(MessageKind kind, Optional<String> text) {
        return List.of(new Sent(kind, text), new Unanswered());
    }
}
