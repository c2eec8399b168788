package io.qunfa.sandbox.callback;

import io.qunfa.sandbox.world.Notice;
import java.util.List;

/** XML as the platform writes it: no declaration, strings in CDATA, integers bare. */
final class Xml {

    private final StringBuilder xml = new StringBuilder(400);
    private final String root;

    Xml() {
        this("xml");
    }

    /** An element that goes into another one. */
    Xml(String root) {
        this.root = root;
        xml.append('<').append(root).append('>');
    }

    Xml text(String name, String value) {
        xml.append('<').append(name).append("><![CDATA[");
        xml.append(value.replace("]]>", "]]]]><![CDATA[>"));
        xml.append("]]></").append(name).append('>');
        return this;
    }

    Xml number(String name, long value) {
        return raw("<" + name + ">" + value + "</" + name + ">");
    }

    Xml fields(List<Notice.Field> fields) {
        for (var field : fields) {
            switch (field) {
                case Notice.Field.Text text -> text(text.name(), text.value());
                case Notice.Field.Bare bare -> bare(bare.name(), bare.value());
                case Notice.Field.Group group -> {
                    xml.append('<').append(group.name()).append('>');
                    fields(group.fields());
                    xml.append("</").append(group.name()).append('>');
                }
            }
        }
        return this;
    }

    private void bare(String name, String value) {
        raw("<" + name + ">" + value + "</" + name + ">");
    }

    Xml raw(String elements) {
        xml.append(elements);
        return this;
    }

    String close() {
        return xml + "</" + root + ">";
    }
}
