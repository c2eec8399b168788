package io.qunfa.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows a message to one follower before it is sent to many: 100 a day, no mass quota, no event,
 * and a draft stays a draft.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/notify/message/api_preview.html">预览消息,
 *     state of November 2026</a>
 */
public final class Previews {

    private final Api api;

    Previews(Api api) {
        this.api = api;
    }

    /**
     * Shows it to a follower by OpenID.
     *
     * @return the preview's own id, which no other call takes; older answers have none
     */
    public Optional<MsgId> to(OpenId follower, Message message) {
        return preview(Json.object().put("touser", follower.value()), message);
    }

    /** Shows it to a follower by their WeChat id (微信号). */
    public Optional<MsgId> toWeChatId(String weChatId, Message message) {
        return preview(Json.object().put("towxname", weChatId), message);
    }

    private Optional<MsgId> preview(ObjectNode body, Message message) {
        MessageJson.writeForPreview(message, body);
        var answer = api.post("/cgi-bin/message/mass/preview", body, PreviewAnswer.class);
        return Optional.ofNullable(answer.msgId);
    }

    private record PreviewAnswer(@Nullable MsgId msgId) {}
}
