package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.world.Refusal;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Why a body is no JSON object, and how it would be one. */
final class Unreadable {

    private static final Pattern FORM =
            Pattern.compile("[-\\w.%+\\[\\]]{1,200}=.*", Pattern.DOTALL);
    private static final int MAX_SHOWN = 40;
    private static final int MAX_NAMES = 5;

    private Unreadable() {}

    /** 47001 for the reason that this body gives. */
    static Refusal refusal(Request request, JacksonException problem) {
        var bytes = request.body().bytes();
        var text = request.body().text();
        if (MultipartForm.isIn(request)) {
            return no(
                    "multipart/form-data",
                    "the JSON itself as the body; only uploads are multipart");
        }
        if (isPercentEncoded(text)) {
            return no("JSON that is percent-encoded", "the JSON itself, not encoded");
        }
        if (FORM.matcher(text).matches()) {
            return no(
                    "a form with the fields " + names(text),
                    "the JSON itself as the body, not in a field of a form");
        }
        if (!isUtf8(bytes)) {
            return no("bytes that are not UTF-8, such as GBK", "a JSON object in UTF-8");
        }
        if (text.startsWith("<")) {
            return no("XML or HTML: " + shortened(text), "a JSON object");
        }
        if (text.startsWith("{'") || text.startsWith("{ '")) {
            return no("names in single quotation marks", "names in double ones: {\"name\":…}");
        }
        return no(problem.getOriginalMessage() + place(problem), "a JSON object in UTF-8");
    }

    /** A document that is nested too deeply, or has a number of too many digits, has no place. */
    private static String place(JacksonException problem) {
        var where = problem.getLocation();
        return where == null
                ? ""
                : ", at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
    }

    /** 47001 for JSON that is something else than an object. */
    static Refusal refusal(JsonNode tree) {
        if (tree.isString() && tree.asString().strip().startsWith("{")) {
            return no("a text that holds JSON: it was encoded twice", "the JSON object itself");
        }
        if (tree.isArray()) {
            return no("a list", "the object itself, without brackets around it");
        }
        return no(tree.getNodeType().name(), "a JSON object");
    }

    private static Refusal no(String sent, String expected) {
        return Refusal.of(47001, "the body is a JSON object", sent, expected);
    }

    /** 47001 for a byte order mark, the cause that people report most (assumed). */
    static void requireNoMark(byte[] bytes) {
        boolean isMarked =
                bytes.length > 2
                        && bytes[0] == (byte) 0xef
                        && bytes[1] == (byte) 0xbb
                        && bytes[2] == (byte) 0xbf;
        if (isMarked) {
            throw no("a byte order mark (BOM) before the JSON", "UTF-8 without a byte order mark")
                    .assumed();
        }
    }

    private static List<String> names(String form) {
        return Arrays.stream(form.split("&", MAX_NAMES))
                .map(field -> field.replaceAll("(?s)=.*", ""))
                .map(Unreadable::shortened)
                .toList();
    }

    private static boolean isPercentEncoded(String text) {
        if (!text.startsWith("%7B") && !text.startsWith("%7b")) {
            return false;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).startsWith("{");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
