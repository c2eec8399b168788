package io.qunfa.client.callback;

/**
 * Something the platform told the account.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html">接收普通消息,
 *     state of November 2026</a>
 */
public sealed interface Push permits UserMessage, Event, Push.Unknown {

    /** Who told whom, and when. */
    Envelope envelope();

    /**
     * A kind this client does not know, or one whose required parts are missing.
     *
     * @param messageType {@code MsgType}
     * @param eventName {@code Event}, empty for messages
     * @param fields everything the platform wrote; an object of JSON reads like an element
     */
    record Unknown(Envelope envelope, String messageType, String eventName, XmlNode fields)
            implements Push {}
}
