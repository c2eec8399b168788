package io.qunfa.sandbox.callback;

import io.qunfa.sandbox.wire.Json;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pushes and replies in the other data format (数据格式): the elements of the XML as members, numbers
 * as numbers. The lists of subscription events stand at the top, an object if there is one and an
 * array if there are several, and there numbers are texts (all as an SDK's samples have it).
 */
final class PushJson {

    private PushJson() {}

    /** The same push as JSON. */
    static String of(String xml) {
        try {
            var reader =
                    XMLInputFactory.newDefaultFactory()
                            .createXMLStreamReader(new StringReader(xml));
            reader.nextTag();
            var json = Json.object();
            for (var node : Node.read(reader).children) {
                boolean isList = node.name.startsWith("SubscribeMsg");
                for (var member : isList ? node.children : List.of(node)) {
                    put(json, member, isList);
                }
            }
            return json.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the sandbox wrote no XML", e);
        }
    }

    private static void put(ObjectNode json, Node node, boolean textsOnly) {
        var value = node.value(textsOnly);
        var there = json.get(node.name);
        if (there == null) {
            json.set(node.name, value);
        } else if (there.isArray()) {
            json.withArray(node.name).add(value);
        } else {
            json.putArray(node.name).add(there).add(value);
        }
    }

    /** A reply in JSON as if it were XML. */
    static Element element(String json) throws PassiveReply.Malformed {
        try {
            var root = Json.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new Element("xml", "", children(root));
        } catch (JacksonException e) {
            throw new PassiveReply.Malformed("the reply is no JSON: " + e.getOriginalMessage());
        }
    }

    private static List<Element> children(JsonNode object) {
        var children = new ArrayList<Element>();
        for (var member : object.properties()) {
            var value = member.getValue();
            for (JsonNode one : value.isArray() ? value : List.of(value)) {
                children.add(new Element(member.getKey(), one.asString(""), children(one)));
            }
        }
        return List.copyOf(children);
    }

    /** One element, and whether its text is a number: those stand outside of CDATA. */
    private record Node(String name, String text, boolean isBare, List<Node> children) {

        static Node read(XMLStreamReader reader) throws XMLStreamException {
            var name = reader.getLocalName();
            var text = new StringBuilder();
            var children = new ArrayList<Node>();
            boolean bare = false;
            while (true) {
                switch (reader.next()) {
                    case XMLStreamReader.START_ELEMENT -> children.add(read(reader));
                    case XMLStreamReader.CHARACTERS -> {
                        bare = true;
                        text.append(reader.getText());
                    }
                    case XMLStreamReader.CDATA -> text.append(reader.getText());
                    default -> {
                        return new Node(name, text.toString(), bare, List.copyOf(children));
                    }
                }
            }
        }

        JsonNode value(boolean textsOnly) {
            if (!children.isEmpty()) {
                var json = Json.object();
                children.forEach(child -> put(json, child, textsOnly));
                return json;
            }
            boolean isNumber = isBare && !textsOnly && text.matches("-?\\d{1,18}");
            var nodes = JsonNodeFactory.instance;
            return isNumber ? nodes.numberNode(Long.parseLong(text)) : nodes.stringNode(text);
        }
    }
}
