package io.qunfa.sandbox.callback;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One XML element of an answer with its text and its children. */
record Element(String name, String text, List<Element> children) {

    private static final int MAX_DEPTH = 8;

    Optional<Element> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    /** The text of a child, or of a child's child; empty if there is none. */
    String text(String... path) {
        var found = Optional.of(this);
        for (var step : path) {
            found = found.flatMap(element -> element.child(step));
        }
        return found.map(Element::text).orElse("");
    }

    /** The root element of a document; nothing may come before it. */
    static Element parse(String xml) throws PassiveReply.Malformed {
        if (!xml.startsWith("<")) {
            throw new PassiveReply.Malformed(
                    xml.isBlank() || xml.stripLeading().startsWith("<")
                            ? "white space before the XML"
                            : "the reply is neither success nor XML");
        }
        try {
            var reader = factory().createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamReader.START_ELEMENT -> {
                        var root = read(reader, 1);
                        readToEnd(reader);
                        return root;
                    }
                    case XMLStreamReader.DTD ->
                            throw new PassiveReply.Malformed("the reply has a DTD");
                    default -> {
                        // Comments and the declaration carry nothing.
                    }
                }
            }
            throw new PassiveReply.Malformed("the reply has no element");
        } catch (XMLStreamException | MissingResourceException e) {
            // The JDK lacks the texts of some of its own errors.
            throw new PassiveReply.Malformed(
                    "the reply is neither success nor XML: " + e.getMessage());
        }
    }

    private static void readToEnd(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private static Element read(XMLStreamReader reader, int depth)
            throws XMLStreamException, PassiveReply.Malformed {
        if (depth > MAX_DEPTH) {
            throw new PassiveReply.Malformed("the reply is nested too deeply");
        }
        var name = reader.getLocalName();
        var text = new StringBuilder();
        var children = new ArrayList<Element>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> children.add(read(reader, depth + 1));
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA ->
                        text.append(reader.getText());
                case XMLStreamReader.END_ELEMENT -> {
                    return new Element(name, text.toString(), List.copyOf(children));
                }
                default -> {
                    // Comments carry nothing.
                }
            }
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
