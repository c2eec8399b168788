package io.qunfa.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends to many followers at once. Each audience has its own method and there is none by default.
 *
 * <p>Every send carries a once-only key, is one request, and is repeated only after a rejected
 * token, with the same key. If it ends in {@link WeChatException.Unanswered} or {@link
 * WeChatException.Busy}, wait a minute and call again with the same key: {@link
 * WeChatException.DuplicateSend} then tells that the first attempt had been accepted. After such an
 * attempt 40007 and 45028 prove nothing, because the accepted send may have used up draft and
 * quota.
 *
 * <p>The platform accepts 60 sends a minute and 100 a day.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html">根据标签群发消息,
 *     state of November 2026</a>
 */
public final class MassSends {

    private static final int SLOWEST = 4;

    private final Api api;
    private final BooleanSupplier allowed;

    MassSends(Api api) {
        this(api, () -> true);
    }

    private MassSends(Api api, BooleanSupplier allowed) {
        this.api = api;
        this.allowed = allowed;
    }

    /**
     * Sends only while this says so. It is asked when all of a request but its last byte has been
     * written, so that a process which stood still for a while (a laptop asleep, a machine paused)
     * does not send what is out of date. A send that was given up so ends in {@link
     * WeChatException.Unanswered} that cannot have arrived.
     */
    public MassSends onlyWhile(BooleanSupplier allowed) {
        return new MassSends(api, allowed);
    }

    /** Sends to every follower of the account. */
    public MassSendReceipt toAll(Message message, ClientMsgId key) {
        var filter = Json.object().put("is_to_all", true);
        var body = Json.object();
        body.set("filter", filter);
        return send("/cgi-bin/message/mass/sendall", body, message, key);
    }

    /** Sends to the followers that carry one tag. */
    public MassSendReceipt toTag(TagId tag, Message message, ClientMsgId key) {
        var filter = Json.object().put("is_to_all", false).put("tag_id", tag.value());
        var body = Json.object();
        body.set("filter", filter);
        return send("/cgi-bin/message/mass/sendall", body, message, key);
    }

    /** Sends to a list of followers; verified service accounts only. */
    public MassSendReceipt toList(Recipients recipients, Message message, ClientMsgId key) {
        var body = Json.object();
        var toUser = body.putArray("touser");
        recipients.openIds().forEach(openId -> toUser.add(openId.value()));
        return send("/cgi-bin/message/mass/send", body, message, key);
    }

    /**
     * Sends to a list of followers; verified service accounts only.
     *
     * @throws IllegalArgumentException unless there are 2 to 10,000 distinct OpenIDs
     */
    public MassSendReceipt toList(List<OpenId> openIds, Message message, ClientMsgId key) {
        return toList(new Recipients(openIds), message, key);
    }

    /**
     * How far a send is. Shortly after the send, and for tasks of others, the platform may answer
     * 40059 ({@link WeChatException.Refused}) or an unknown status: ask again later.
     */
    public MassSendStatus status(MsgId id) {
        var body = Json.object().put("msg_id", id.value());
        var answer = api.post("/cgi-bin/message/mass/get", body, StatusAnswer.class);
        return MassSendStatus.of(answer.msgStatus);
    }

    /**
     * Deletes every article of a send, or its video. The page becomes unreadable, the card stays in
     * the chats, and no quota comes back. Ten calls a day.
     */
    public void delete(MsgId id) {
        api.post("/cgi-bin/message/mass/delete", Json.object().put("msg_id", id.value()));
    }

    /**
     * Deletes one article of a send. The platform has answered 40060 although it did delete.
     *
     * @param position from 1
     */
    public void delete(MsgId id, int position) {
        if (position < 1) {
            throw new IllegalArgumentException("articles count from 1: " + position);
        }
        var body = Json.object().put("msg_id", id.value()).put("article_idx", position);
        api.post("/cgi-bin/message/mass/delete", body);
    }

    /** Deletes the article at this address, in every send that contains it. */
    public void deleteByAddress(String url) {
        api.post("/cgi-bin/message/mass/delete", Json.object().put("url", url));
    }

    /** How fast this account's sends are delivered. */
    public SendSpeed speed() {
        var answer = api.post("/cgi-bin/message/mass/speed/get", Json.object(), SpeedAnswer.class);
        return new SendSpeed(answer.speed, answer.realspeed);
    }

    /**
     * Sets the speed of this account's sends from now on.
     *
     * @param level 0 for 800,000 recipients a minute, 1 for 600,000, 2 for 450,000, 3 for 300,000,
     *     4 for 100,000
     */
    public void setSpeed(int level) {
        if (level < 0 || level > SLOWEST) {
            throw new IllegalArgumentException("speed is 0 to 4: " + level);
        }
        api.post("/cgi-bin/message/mass/speed/set", Json.object().put("speed", level));
    }

    private MassSendReceipt send(String path, ObjectNode body, Message message, ClientMsgId key) {
        MessageJson.writeForSend(message, body);
        body.put("clientmsgid", key.value());
        return api.send(path, body, allowed, SendAnswer.class).toReceipt();
    }

    private record StatusAnswer(String msgStatus) {}

    private record SpeedAnswer(int speed, int realspeed) {}

    record SendAnswer(MsgId msgId, @Nullable MsgDataId msgDataId) {

        SendAnswer {
            Objects.requireNonNull(msgId, "msg_id");
        }

        MassSendReceipt toReceipt() {
            return new MassSendReceipt(msgId, Optional.ofNullable(msgDataId));
        }
    }
}
