package io.qunfa.sandbox;

import io.qunfa.sandbox.callback.Pushes;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.PhoneMessage;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The phone of one follower, showing the chat with one account. */
public final class Phone {

    private final SandboxAccount owner;
    private final OfficialAccount account;
    private final Pushes pushes;
    private final int number;

    Phone(SandboxAccount owner, OfficialAccount account, Pushes pushes, int number) {
        this.owner = owner;
        this.account = account;
        this.pushes = pushes;
        this.number = number;
    }

    /** The follower's OpenID. */
    public String openId() {
        return account.followers().openId(number);
    }

    /** The follower's WeChat id, as {@code towxname} of a preview wants it. */
    public String weChatId() {
        return account.followers().wxName(number);
    }

    /** Everything the phone received, oldest first. */
    public List<ReceivedMessage> received() {
        return account.call(() -> account.phones().chat(number)).stream()
                .filter(line -> line.source() != PhoneMessage.Source.SAID)
                .map(ReceivedMessage::of)
                .toList();
    }

    /**
     * Says something to the account. Returns when the account's server has answered or failed once;
     * its reply is then among the {@link #received()} messages.
     */
    public void say(String text) {
        pushes.say(account, number, text);
    }

    /** Sends a picture, a voice or a video of the account's media, by its type. */
    public void say(String type, String mediaId) {
        act(Json.object().put("type", type).put("mediaId", mediaId));
    }

    /**
     * Taps a button of the menu, by its name.
     *
     * @throws IllegalArgumentException if this phone's menu has none of this name
     */
    public void tap(String button) {
        act(Json.object().put("type", "menu").put("button", button));
    }

    /** Scans a QR code of the account. */
    public void scan(String ticket) {
        act(Json.object().put("type", "scan").put("ticket", ticket));
    }

    /** Answers the popup that asks for consent to a subscription notice. */
    public void answerPopup(String templateId, boolean accept) {
        act(
                Json.object()
                        .put("type", "subscription")
                        .put("templateId", templateId)
                        .put("accept", accept));
    }

    /** Any event happens to this follower, as the platform names it. */
    public void happens(String event, String eventKey) {
        act(Json.object().put("type", "event").put("event", event).put("eventKey", eventKey));
    }

    private void act(ObjectNode deed) {
        owner.door().call("POST", path("/messages"), deed);
    }

    private String path(String rest) {
        return owner.path("/followers/" + openId() + rest);
    }

    /** The buttons of the menu that this phone shows, without those inside others. */
    public List<String> menu() {
        return owner.door()
                .get(path("/menu"))
                .path("button")
                .valueStream()
                .map(button -> button.path("name").asString())
                .toList();
    }

    /** Refuses the account's messages, or takes them again. */
    public void refuseMessages(boolean refuses) {
        var body = Json.object().put("refusesMessages", refuses);
        owner.door().call("PUT", path("/preferences"), body);
    }

    /** Opens an article and reads it. */
    public void read(PublishedArticle article) {
        with(article, "read");
    }

    /** Reads an article and shares it. */
    public void share(PublishedArticle article) {
        with(article, "share");
    }

    /** Reads an article and likes it. */
    public void like(PublishedArticle article) {
        with(article, "like");
    }

    private void with(PublishedArticle article, String deed) {
        var body = place(article);
        body.putArray("deeds").add(deed);
        owner.door().call("POST", path("/reading"), body);
    }

    /**
     * Writes a comment below an article and says its id.
     *
     * @throws IllegalArgumentException if its comments are closed
     */
    public long comment(PublishedArticle article, String words) {
        var body = place(article).put("content", words);
        var written = owner.door().call("POST", path("/comments"), body);
        return written.path("userCommentId").asLong();
    }

    private static ObjectNode place(PublishedArticle article) {
        return Json.object().put("msgDataId", article.msgDataId()).put("index", article.index());
    }

    /** Stops following; the account's server gets {@code unsubscribe}. */
    public void unfollow() {
        account.run(() -> account.unfollow(number));
    }

    /** Follows again; the account's server gets {@code subscribe}. */
    public void follow() {
        account.run(() -> account.followAgain(number));
    }

    @Override
    public String toString() {
        return "phone of " + openId();
    }
}
