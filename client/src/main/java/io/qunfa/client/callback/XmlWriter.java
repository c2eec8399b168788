package io.qunfa.client.callback;

/** Writes elements, text always as CDATA, without declaration and white space. */
final class XmlWriter {

    private final StringBuilder out = new StringBuilder();

    void open(String name) {
        out.append('<').append(name).append('>');
    }

    void close(String name) {
        out.append("</").append(name).append('>');
    }

    void number(String name, long value) {
        open(name);
        out.append(value);
        close(name);
    }

    void text(String name, String value) {
        open(name);
        out.append("<![CDATA[")
                .append(legal(value).replace("]]>", "]]]]><![CDATA[>"))
                .append("]]>");
        close(name);
    }

    void textIfPresent(String name, String value) {
        if (!value.isEmpty()) {
            text(name, value);
        }
    }

    /** Without the characters no XML document may contain. */
    private static String legal(String value) {
        return value.codePoints()
                .filter(XmlWriter::isLegal)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
