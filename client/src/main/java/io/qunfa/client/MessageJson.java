package io.qunfa.client;

import tools.jackson.databind.node.ObjectNode;

/** Writes a message into the request that sends it. */
final class MessageJson {

    private MessageJson() {}

    static void write(Message message, ObjectNode body) {
        body.put("msgtype", message.type());
        if (message instanceof Message.Text text) {
            body.putObject("text").put("content", text.content());
        } else {
            throw new IllegalArgumentException("a message this client cannot write: " + message);
        }
    }
}
