package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.Followers;
import io.qunfa.sandbox.world.MassContent;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.PhoneMessage;
import io.qunfa.sandbox.world.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One message to one follower, without quota and without event. */
public final class PreviewCalls {

    /** {@code POST /cgi-bin/message/mass/preview}. */
    public ObjectNode preview(Call call) {
        var account = call.account();
        var body = call.body();
        var message = MessageBody.of(body);
        requirePreviewable(account, message);
        int receiver = receiver(body, account.followers());
        var content = message.orderOfPreview(account.settings()).resolve(account);
        long id = account.massSends().nextPreviewId();
        account.phones().show(receiver, line(account, content, id));
        return Envelope.ok("preview success").put("msg_id", id);
    }

    private static PhoneMessage line(OfficialAccount account, MassContent content, long id) {
        var url =
                content.draft().isPresent()
                        ? account.content().publications().previewAddress(content.mediaId(), 1)
                        : "";
        return new PhoneMessage(
                account.clock().instant(),
                PhoneMessage.Source.PREVIEW,
                content.type(),
                content.text(),
                id,
                PhoneMessage.Card.of(content, url));
    }

    /** A test account previews texts, but no articles. */
    private static void requirePreviewable(OfficialAccount account, MessageBody message) {
        boolean testSends = account.switches().testAccountSends();
        if (account.kind() == AccountKind.TEST && !testSends && message.type().equals("mpnews")) {
            throw Refusal.of(
                            48008,
                            "a test account may preview this type",
                            message.type(),
                            "text, or an account that is no test account")
                    .observed();
        }
    }

    /** {@code towxname} wins over {@code touser}; the receiver must follow. */
    private static int receiver(JsonNode body, Followers followers) {
        var name = body.path("towxname").asString("");
        int number =
                name.isEmpty()
                        ? followers.require(body.path("touser").asString(""))
                        : byName(name, followers);
        if (!followers.isFollowing(number)) {
            throw Refusal.of(43004, "the receiver follows the account", "somebody else", "a fan");
        }
        return number;
    }

    private static int byName(String name, Followers followers) {
        return followers
                .numberOfWxName(name)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        40132,
                                        "towxname is somebody's WeChat id",
                                        name,
                                        "a wxname from the list of followers"));
    }
}
