package io.qunfa.sandbox.callback;

import io.qunfa.sandbox.world.Notice;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Utterance;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One message or event on its way to an account's server. A repeated delivery carries the same
 * body.
 *
 * @param kind the event, or the type of a message
 * @param openId the sender
 * @param answerableBy the follower who sees the passive reply or the failure sentence
 */
record Push(
        OfficialAccount account, String kind, String openId, OptionalInt answerableBy, String xml) {

    static Push subscribe(OfficialAccount account, int number, Instant at) {
        return follow(account, number, "subscribe", OptionalInt.of(number), at);
    }

    static Push unsubscribe(OfficialAccount account, int number, Instant at) {
        return follow(account, number, "unsubscribe", OptionalInt.empty(), at);
    }

    private static Push follow(
            OfficialAccount account,
            int number,
            String event,
            OptionalInt answerableBy,
            Instant at) {
        var openId = account.followers().openId(number);
        var xml = event(account, openId, event, at).text("EventKey", "").close();
        return new Push(account, event, openId, answerableBy, xml);
    }

    static Push said(OfficialAccount account, int number, Utterance said, long msgId, Instant at) {
        var openId = account.followers().openId(number);
        var xml =
                header(account, openId, said.type(), at)
                        .fields(said.fields())
                        .number("MsgId", msgId)
                        .close();
        return new Push(account, said.type(), openId, OptionalInt.of(number), xml);
    }

    /** Any other event. */
    static Push of(OfficialAccount account, Notice notice, Instant at) {
        var xml = event(account, notice.openId(), notice.event(), at).fields(notice.fields());
        return new Push(
                account, notice.event(), notice.openId(), notice.answerableBy(), xml.close());
    }

    static Xml event(OfficialAccount account, String openId, String event, Instant at) {
        return header(account, openId, "event", at).text("Event", event);
    }

    private static Xml header(OfficialAccount account, String openId, String type, Instant at) {
        return new Xml()
                .text("ToUserName", account.identity().originalId())
                .text("FromUserName", openId)
                .number("CreateTime", at.getEpochSecond())
                .text("MsgType", type);
    }
}
