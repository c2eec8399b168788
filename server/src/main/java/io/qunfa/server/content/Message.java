package io.qunfa.server.content;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** What is sent to followers. As JSON it is told apart by {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = Message.Text.class, name = "text"))
public sealed interface Message {

    /** The same message in the client's words. */
    io.qunfa.client.Message onTheWire();

    /** A plain text; may hold line breaks, emoji and the few links that the platform allows. */
    record Text(String content) implements Message {

        /**
         * An absent content is an empty one, so that the lint can say what is wrong with it. Line
         * breaks of Windows become those of the platform.
         */
        public Text {
            content = Objects.requireNonNullElse(content, "").replace("\r\n", "\n");
        }

        @Override
        public io.qunfa.client.Message onTheWire() {
            return new io.qunfa.client.Message.Text(content);
        }
    }
}
