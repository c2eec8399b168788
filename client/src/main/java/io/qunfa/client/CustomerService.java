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

    /**
     * Sends a message. The platform gives it no id; 500,000 a day.
     *
     * @throws WeChatException.RecipientUnreachable 45015 with no window open, 45047 when its
     *     messages are used up
     */
    public void send(OpenId to, CustomerMessage message) {
        var body = Json.object().put("touser", to.value());
        CustomerMessageJson.write(message, body);
        api.post("/cgi-bin/message/custom/send", body);
    }

    /**
     * Sends a message that shows name and picture of an agent; otherwise like {@link #send}.
     *
     * @param agent such as {@code test1@gh-alias}
     */
    public void sendAs(String agent, OpenId to, CustomerMessage message) {
        var body = Json.object().put("touser", to.value());
        CustomerMessageJson.write(message, body);
        body.putObject("customservice").put("kf_account", agent);
        api.post("/cgi-bin/message/custom/send", body);
    }

    /**
     * Shows for up to 15 seconds that somebody is typing; 45080 unless the person wrote in the last
     * 30 seconds, 45081 while it shows.
     */
    public void showTyping(OpenId to) {
        typing(to, "Typing");
    }

    /** Ends what {@link #showTyping} shows. */
    public void stopTyping(OpenId to) {
        typing(to, "CancelTyping");
    }

    private void typing(OpenId to, String command) {
        var body = Json.object().put("touser", to.value()).put("command", command);
        api.post("/cgi-bin/message/custom/typing", body);
    }

    /**
     * What agents and people wrote; 65400 unless the account has switched agents on.
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

    /** The agents at work. */
    public List<OnlineAgent> onlineAgents() {
        var path = "/cgi-bin/customservice/getonlinekflist";
        return api.get(path, Query.NONE, OnlineAgents.class).kfOnlineList;
    }

    /** Shows this picture beside what an agent writes; a JPEG. */
    public void showPicture(String account, Upload picture) {
        var query = Query.of("kf_account", account);
        var path = "/customservice/kfaccount/uploadheadimg";
        api.post(path, query, picture.form().build(), Ignored.class);
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

    /** Gives an agent another name. */
    public void renameAgent(String account, String nickname) {
        var body = Json.object().put("kf_account", account).put("nickname", nickname);
        api.post("/customservice/kfaccount/update", body);
    }

    /** Asks the owner of a WeChat id to be this agent. */
    public void inviteAgent(String account, String weChatId) {
        var body = Json.object().put("kf_account", account).put("invite_wx", weChatId);
        api.post("/customservice/kfaccount/inviteworker", body);
    }

    /** Removes an agent. */
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
     * @param kfHeadimgurl an address; may be empty
     * @param inviteWx the WeChat id that is invited; empty if none is
     * @param inviteStatus such as {@code waiting}, {@code rejected} or {@code expired}
     */
    public record Agent(
            String kfAccount,
            String kfNick,
            String kfId,
            String kfWx,
            String kfHeadimgurl,
            String inviteWx,
            @Nullable Instant inviteExpireTime,
            String inviteStatus) {}

    /**
     * An agent who is at work.
     *
     * @param status 1 for the web client
     * @param acceptedCase chats they have taken over
     */
    public record OnlineAgent(String kfAccount, int status, String kfId, long acceptedCase) {}

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
     * @param agent {@code name@alias}
     * @param operation 2002 if the agent wrote it, 2003 if the person did, or what the platform
     *     adds
     */
    public record ChatLine(OpenId person, String agent, int operation, Instant at, String text) {

        private static final int BY_AGENT = 2002;
        private static final int BY_PERSON = 2003;

        /** Whether the agent wrote it. */
        public boolean byAgent() {
            return operation == BY_AGENT;
        }

        /** Whether the person wrote it. */
        public boolean byPerson() {
            return operation == BY_PERSON;
        }
    }

    private record Agents(List<Agent> kfList) {}

    private record OnlineAgents(List<OnlineAgent> kfOnlineList) {}

    private record Ignored(int errcode) {}

    private record ChatAnswer(List<ChatItem> recordlist, long msgid) {

        ChatPage toPage() {
            return new ChatPage(recordlist.stream().map(ChatItem::toLine).toList(), msgid);
        }
    }

    private record ChatItem(
            OpenId openid, int opercode, String text, @Nullable Instant time, String worker) {

        ChatLine toLine() {
            var at = time == null ? Instant.EPOCH : time;
            return new ChatLine(openid, worker, opercode, at, text);
        }
    }
}
