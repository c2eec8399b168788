package io.qunfa.client.callback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An element of a push: either text or children, as the platform writes it.
 *
 * @param name with its case
 * @param text the character data, stripped of surrounding white space if there are children
 */
public record XmlNode(String name, String text, List<XmlNode> children) {

    private static final long MAX_SECONDS = Instant.MAX.getEpochSecond();

    public XmlNode {
        children = List.copyOf(children);
    }

    /** The first child of this name. */
    public Optional<XmlNode> child(String name) {
        for (var child : children) {
            if (child.name.equals(name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** Every child of this name. */
    public List<XmlNode> children(String name) {
        return children.stream().filter(child -> child.name.equals(name)).toList();
    }

    /** The text of the first child of this name, or empty text. */
    public String text(String name) {
        return child(name).map(XmlNode::text).orElse("");
    }

    /** The text of the first child of this name without white space around it, or empty text. */
    String word(String name) {
        return text(name).strip();
    }

    /** The text of the first child of this name, if it is there and not empty. */
    public Optional<String> find(String name) {
        return child(name).map(XmlNode::text).filter(text -> !text.isEmpty());
    }

    /** The node under this one, or an empty one. */
    XmlNode in(String name) {
        return child(name).orElseGet(() -> new XmlNode(name, "", List.of()));
    }

    /** The number in the first child of this name; 0 if there is none. */
    long number(String name) {
        var digits = text(name).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The decimal in the first child of this name; 0 if there is none. */
    double decimal(String name) {
        try {
            return Double.parseDouble(text(name).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * The moment in the first child of this name, in Unix seconds; their beginning if there is
     * none.
     */
    Instant time(String name) {
        var seconds = number(name);
        return seconds < 0 || seconds > MAX_SECONDS
                ? Instant.EPOCH
                : Instant.ofEpochSecond(seconds);
    }
}
