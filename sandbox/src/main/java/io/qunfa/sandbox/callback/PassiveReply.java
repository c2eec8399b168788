package io.qunfa.sandbox.callback;

import io.qunfa.sandbox.world.PhoneMessage.Card;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an account's server answers to a push.
 *
 * @param type the {@code MsgType}
 * @param text what the phone shows
 * @param card what belongs to it beside a text
 */
record PassiveReply(String type, String text, Card card) {

    private static final int MAX_ARTICLES = 8;

    /** To these only the first article is shown. */
    private static final Set<String> ONE_ARTICLE =
            Set.of("text", "image", "voice", "video", "shortvideo", "location", "link");

    /** Hands the chat to people or to a machine; the follower sees nothing. */
    private static final Set<String> TRANSFERS =
            Set.of("transfer_customer_service", "transfer_biz_ai_ivr");

    /** The answer makes no sense, and the follower sees the failure sentence. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    boolean isTransfer() {
        return TRANSFERS.contains(type);
    }

    /** Empty for {@code success} and for an empty body: nothing is shown. */
    static Optional<PassiveReply> parse(String answer, PushBody form, Push push) throws Malformed {
        var body = form.open(answer);
        if (body.isEmpty() || body.equals("success")) {
            return Optional.empty();
        }
        var reply = form.read(body);
        require(reply, "ToUserName", push.openId());
        require(reply, "FromUserName", push.account().identity().originalId());
        var type = reply.text("MsgType");
        return Optional.of(new PassiveReply(type, shown(type, reply, push), card(type, reply)));
    }

    private static Card card(String type, Element reply) {
        return switch (type) {
            case "image" -> new Card("", "", "", reply.text("Image", "MediaId"));
            case "voice" -> new Card("", "", "", reply.text("Voice", "MediaId"));
            case "video" -> titled(reply, "Video", "", "MediaId");
            case "music" -> titled(reply, "Music", reply.text("Music", "MusicUrl"), "ThumbMediaId");
            case "news" -> {
                var first = reply.child("Articles").orElseThrow().children().get(0);
                yield new Card(
                        first.text("Title"), first.text("Description"), first.text("Url"), "");
            }
            default -> Card.NONE;
        };
    }

    private static Card titled(Element reply, String kind, String url, String material) {
        return new Card(
                reply.text(kind, "Title"),
                reply.text(kind, "Description"),
                url,
                reply.text(kind, material));
    }

    private static String shown(String type, Element reply, Push push) throws Malformed {
        return switch (type) {
            case "text" -> present(reply, "Content");
            case "image" -> media(reply, push, "Image", "MediaId");
            case "voice" -> media(reply, push, "Voice", "MediaId");
            case "video" -> titled(reply, "Video", media(reply, push, "Video", "MediaId"));
            case "music" -> titled(reply, "Music", media(reply, push, "Music", "ThumbMediaId"));
            case "news" -> articles(reply, push);
            case "transfer_customer_service" -> reply.text("TransInfo", "KfAccount");
            case "transfer_biz_ai_ivr" -> "";
            default -> throw new Malformed("MsgType of the reply is not known: " + type);
        };
    }

    private static String titled(Element reply, String kind, String id) {
        var title = reply.text(kind, "Title");
        return title.isEmpty() ? id : title;
    }

    /** The id of a file that the account can use now. */
    private static String media(Element reply, Push push, String... path) throws Malformed {
        var id = present(reply, path);
        var account = push.account();
        if (account.call(() -> account.content().media().find(id)).isEmpty()) {
            throw new Malformed(
                    "%s of the reply is no media of this account (40007): %s"
                            .formatted(String.join("/", path), id));
        }
        return id;
    }

    private static String present(Element reply, String... path) throws Malformed {
        var text = reply.text(path);
        if (text.isEmpty()) {
            throw new Malformed(String.join("/", path) + " of the reply is empty");
        }
        return text;
    }

    private static String articles(Element reply, Push push) throws Malformed {
        var items = reply.child("Articles").map(Element::children).orElse(List.of());
        var count = reply.text("ArticleCount");
        if (items.isEmpty()) {
            throw new Malformed("a news reply has an article");
        }
        if (!count.equals(String.valueOf(items.size()))) {
            throw new Malformed(
                    "ArticleCount of the reply is %s, but it has %d"
                            .formatted(count, items.size()));
        }
        int shown = ONE_ARTICLE.contains(push.kind()) ? 1 : MAX_ARTICLES;
        return items.stream()
                .limit(shown)
                .map(item -> item.text("Title"))
                .collect(Collectors.joining("\n"));
    }

    private static void require(Element reply, String name, String expected) throws Malformed {
        var actual = reply.text(name);
        if (!actual.equals(expected)) {
            throw new Malformed(
                    "%s of the reply is %s instead of %s".formatted(name, actual, expected));
        }
    }
}
