package io.qunfa.server.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Reads a string of JSON, unless it holds what no database and no platform takes: U+0000, or half
 * of a character beyond U+FFFF, which would silently become a question mark.
 */
final class StorableText extends StringDeserializer {

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
        var text = super.deserialize(json, context);
        if (text != null && text.codePoints().anyMatch(StorableText::isRefused)) {
            throw new Refused(json);
        }
        return text;
    }

    private static boolean isRefused(int character) {
        return character == 0 || Character.getType(character) == Character.SURROGATE;
    }

    /** Says with its path which field it was. */
    static final class Refused extends DatabindException {

        Refused(JsonParser json) {
            super(json, "the text holds a character that cannot be stored");
        }

        Problem problem() {
            return Problem.invalid(Misread.field(this), "not-storable");
        }
    }
}
