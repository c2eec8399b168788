package io.qunfa.client.callback;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of limited size and depth. A document type is refused before anything in it is looked
 * at, so there are no entities to expand or to fetch.
 */
final class XmlReader {

    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_DEPTH = 16;

    /** The JDK's reader costs more to make than to use. */
    private static final String REUSE = "reuse-instance";

    /** Those that nobody uses now; as many as ever read at once. */
    private static final Queue<XMLInputFactory> FACTORIES = new ConcurrentLinkedQueue<>();

    private XmlReader() {}

    /** One that keeps its reader for the next document, so it reads one document at a time. */
    private static XMLInputFactory hardened() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(REUSE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("nothing outside of the document is read");
                });
        return factory;
    }

    /** A reader that has met an error is not used again. */
    static XmlNode read(byte[] xml) {
        if (xml.length > MAX_BYTES) {
            throw new MalformedPush("more than " + MAX_BYTES + " bytes");
        }
        try {
            var factory = Objects.requireNonNullElseGet(FACTORIES.poll(), XmlReader::hardened);
            var document = read(factory, xml);
            FACTORIES.add(factory);
            return document;
        } catch (XMLStreamException | MissingResourceException e) {
            // The JDK lacks the texts of some of its own errors.
            throw new MalformedPush("not well-formed XML", e);
        }
    }

    private static XmlNode read(XMLInputFactory factory, byte[] xml) throws XMLStreamException {
        var reader =
                factory.createXMLStreamReader(
                        new ByteArrayInputStream(xml), StandardCharsets.UTF_8.name());
        try {
            return document(reader);
        } finally {
            reader.close();
        }
    }

    private static XmlNode document(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            var event = next(reader);
            if (event == XMLStreamConstants.START_ELEMENT) {
                var root = element(reader, 1);
                drain(reader);
                return root;
            }
        }
        throw new MalformedPush("no element");
    }

    private static XmlNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new MalformedPush("elements nested deeper than " + MAX_DEPTH);
        }
        var name = reader.getLocalName();
        var text = new StringBuilder();
        var children = new ArrayList<XmlNode>();
        for (var event = next(reader);
                event != XMLStreamConstants.END_ELEMENT;
                event = next(reader)) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        text.append(reader.getText());
                default -> {}
            }
        }
        return new XmlNode(
                name, children.isEmpty() ? text.toString() : text.toString().strip(), children);
    }

    private static void drain(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            next(reader);
        }
    }

    private static int next(XMLStreamReader reader) throws XMLStreamException {
        var event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new MalformedPush("a document type or an entity");
        }
        return event;
    }
}
