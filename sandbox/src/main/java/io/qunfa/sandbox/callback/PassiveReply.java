package io.qunfa.sandbox.callback;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What an account's server answers to a push.
 *
 * @param type the {@code MsgType}
 * @param text what the phone shows
 */
record PassiveReply(String type, String text) {

    /** The answer makes no sense, and the follower sees the failure sentence. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** Empty for {@code success} and for an empty body: nothing is shown. */
    static Optional<PassiveReply> parse(String body, Push push) throws Malformed {
        if (body.isEmpty() || body.equals("success")) {
            return Optional.empty();
        }
        var elements = elements(body);
        require(elements, "ToUserName", push.openId());
        require(elements, "FromUserName", push.account().identity().originalId());
        var type = elements.getOrDefault("MsgType", "");
        return switch (type) {
            case "text" -> Optional.of(new PassiveReply(type, content(elements)));
            case "image", "voice", "video", "music", "news" ->
                    Optional.of(new PassiveReply(type, elements.getOrDefault("Title", "")));
            case "transfer_customer_service", "transfer_biz_ai_ivr" -> Optional.empty();
            default -> throw new Malformed("MsgType of the reply is not known: " + type);
        };
    }

    private static String content(Map<String, String> elements) throws Malformed {
        var content = elements.getOrDefault("Content", "");
        if (content.isEmpty()) {
            throw new Malformed("Content of the reply is empty");
        }
        return content;
    }

    private static void require(Map<String, String> elements, String name, String expected)
            throws Malformed {
        var actual = elements.getOrDefault(name, "");
        if (!actual.equals(expected)) {
            throw new Malformed(
                    "%s of the reply is %s instead of %s".formatted(name, actual, expected));
        }
    }

    /** The first text of every element, by name. */
    private static Map<String, String> elements(String xml) throws Malformed {
        try {
            var reader = factory().createXMLStreamReader(new StringReader(xml));
            var elements = new HashMap<String, String>();
            var current = "";
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamReader.START_ELEMENT -> current = reader.getLocalName();
                    case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA ->
                            elements.merge(current, reader.getText(), String::concat);
                    case XMLStreamReader.END_ELEMENT -> current = "";
                    case XMLStreamReader.DTD -> throw new Malformed("the reply has a DTD");
                    default -> {
                        // Comments and the end carry nothing.
                    }
                }
            }
            return elements;
        } catch (XMLStreamException | MissingResourceException e) {
            // The JDK lacks the texts of some of its own errors.
            throw new Malformed("the reply is neither success nor XML: " + e.getMessage());
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
