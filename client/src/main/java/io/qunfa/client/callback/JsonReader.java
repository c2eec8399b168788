package io.qunfa.client.callback;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON data format: an object with the names of the XML elements, in which what repeats
 * is a list. Numbers stay as they are written. Limits as for XML.
 */
final class JsonReader {

    private static final String ROOT = "xml";
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonReader() {}

    /** Whether a body is JSON rather than XML. */
    static boolean isJson(byte[] body) {
        for (var each : body) {
            if (each > ' ') {
                return each == '{';
            }
        }
        return false;
    }

    static XmlNode read(byte[] json) {
        if (json.length > XmlReader.MAX_BYTES) {
            throw new MalformedPush("more than " + XmlReader.MAX_BYTES + " bytes");
        }
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            var root = new XmlNode(ROOT, "", members(parser, 1));
            if (root.children().isEmpty() || parser.nextToken() != null) {
                throw new MalformedPush("not one object with members");
            }
            return root;
        } catch (JacksonException e) {
            throw new MalformedPush("not well-formed JSON", e);
        }
    }

    private static List<XmlNode> members(JsonParser parser, int depth) {
        if (depth > XmlReader.MAX_DEPTH) {
            throw new MalformedPush("objects nested deeper than " + XmlReader.MAX_DEPTH);
        }
        var members = new ArrayList<XmlNode>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = legal(parser.currentName());
            parser.nextToken();
            add(members, name, parser, depth);
        }
        return members;
    }

    private static void add(List<XmlNode> to, String name, JsonParser parser, int depth) {
        switch (parser.currentToken()) {
            case START_OBJECT -> to.add(new XmlNode(name, "", members(parser, depth + 1)));
            case START_ARRAY -> {
                if (depth >= XmlReader.MAX_DEPTH) {
                    throw new MalformedPush("lists nested deeper than " + XmlReader.MAX_DEPTH);
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    add(to, name, parser, depth + 1);
                }
            }
            case VALUE_NULL -> to.add(new XmlNode(name, "", List.of()));
            default -> to.add(new XmlNode(name, legal(parser.getString()), List.of()));
        }
    }

    /** No XML could contain it, and no database keeps it in a text. */
    private static String legal(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
