package io.qunfa.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages to one person, and the agents who write them. A message of the person opens 48 hours for
 * 5 messages, following, scanning or tapping a menu one minute for 3; outside of that {@link
 * WeChatException.RecipientUnreachable}.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/guide/product/kf/intro.html">客服消息,
 *     state of November 2026</a>
 */
public final class CustomerService {

    private static final Duration MAX_SPAN = Duration.ofHours(24);
    private static final int MAX_RECORDS = 10_000;

    private final Api api;

    CustomerService(Api api) {
        this.api = api;
    }

    /** Sends a message. The platform gives it no id. */
    public void send(OpenId to, CustomerMessage message) {
        var body = Json.object().put("touser", to.value());
        CustomerMessageJson.write(message, body);
        api.post("/cgi-bin/message/custom/send", body);
    }

    /**
     * Sends a message that shows name and picture of an agent.
     *
     * @param agent such as {@code test1@gh-alias}
     */
    public void sendAs(String agent, OpenId to, CustomerMessage message) {
        var body = Json.object().put("touser", to.value());
        CustomerMessageJson.write(message, body);
        body.putObject("customservice").put("kf_account", agent);
        api.post("/cgi-bin/message/custom/send", body);
    }

    /** Shows for up to 15 seconds that somebody is typing. */
    public void showTyping(OpenId to) {
        typing(to, "Typing");
    }

    public void stopTyping(OpenId to) {
        typing(to, "CancelTyping");
    }

    private void typing(OpenId to, String command) {
        var body = Json.object().put("touser", to.value()).put("command", command);
        api.post("/cgi-bin/message/custom/typing", body);
    }

    /**
     * What agents and people wrote.
     *
     * @param from with {@code to} at most 24 hours apart
     * @param afterId 1 for the first page, then {@link ChatPage#lastId}
     * @param count 1 to 10,000
     */
    public ChatPage chats(Instant from, Instant to, long afterId, int count) {
        if (Duration.between(from, to).compareTo(MAX_SPAN) > 0) {
            throw new IllegalArgumentException("chats of at most 24 hours: " + from + " to " + to);
        }
        if (count < 1 || count > MAX_RECORDS) {
            throw new IllegalArgumentException("a page has 1 to 10000 lines: " + count);
        }
        var body =
                Json.object()
                        .put("starttime", from.getEpochSecond())
                        .put("endtime", to.getEpochSecond())
                        .put("msgid", afterId)
                        .put("number", count);
        return api.post("/customservice/msgrecord/getmsglist", body, ChatAnswer.class).toPage();
    }

    /** Every agent. */
    public List<Agent> agents() {
        return api.get("/cgi-bin/customservice/getkflist", Query.NONE, Agents.class).kfList;
    }

    /**
     * Adds an agent, who then has to be invited.
     *
     * @param account {@code name@alias of the official account}
     */
    public void addAgent(String account, String nickname) {
        var body = Json.object().put("kf_account", account).put("nickname", nickname);
        api.post("/customservice/kfaccount/add", body);
    }

    public void renameAgent(String account, String nickname) {
        var body = Json.object().put("kf_account", account).put("nickname", nickname);
        api.post("/customservice/kfaccount/update", body);
    }

    /** Asks the owner of a WeChat id to be this agent. */
    public void inviteAgent(String account, String weChatId) {
        var body = Json.object().put("kf_account", account).put("invite_wx", weChatId);
        api.post("/customservice/kfaccount/inviteworker", body);
    }

    public void deleteAgent(String account) {
        api.post(
                "/customservice/kfaccount/del",
                Query.of("kf_account", account),
                Json.body(Json.object()),
                Ignored.class);
    }

    /**
     * An agent.
     *
     * @param kfAccount {@code name@alias}
     * @param kfNick the name shown
     * @param kfWx the WeChat id bound to it; empty before the invitation was accepted
     */
    public record Agent(String kfAccount, String kfNick, String kfId, String kfWx) {}

    /**
     * A page of chats.
     *
     * @param lastId where the next page begins
     */
    public record ChatPage(List<ChatLine> lines, long lastId) {
        public ChatPage {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of a chat.
     *
     * @param byAgent whether the agent wrote it, or the person
     */
    public record ChatLine(OpenId person, String agent, boolean byAgent, Instant at, String text) {}

    private record Agents(List<Agent> kfList) {}

    private record Ignored(int errcode) {}

    private record ChatAnswer(List<ChatItem> recordlist, long msgid) {

        ChatPage toPage() {
            return new ChatPage(recordlist.stream().map(ChatItem::toLine).toList(), msgid);
        }
    }

    private record ChatItem(
            OpenId openid, int opercode, String text, @Nullable Instant time, String worker) {

        private static final int BY_AGENT = 2002;

        ChatLine toLine() {
            var at = time == null ? Instant.EPOCH : time;
            return new ChatLine(openid, worker, opercode == BY_AGENT, at, text);
        }
    }
}
