package io.qunfa.server.content;

import io.qunfa.client.Upload;
import io.qunfa.server.http.Problem;
import java.util.Base64;
import java.util.Locale;

/** A picture that an editor has pasted into the HTML itself: {@code data:image/png;base64,…}. */
final class InlinePicture {

    private static final String BEGINNING = "data:image/";
    private static final String ENCODING = ";base64,";

    private InlinePicture() {}

    static boolean isOne(String address) {
        return address.toLowerCase(Locale.ROOT).startsWith(BEGINNING) && address.contains(ENCODING);
    }

    static Upload upload(String address) {
        var bytes = bytes(address.substring(address.indexOf(ENCODING) + ENCODING.length()));
        var format = FileRule.ARTICLE_PICTURE.require(bytes, bytes.length);
        return Upload.of("picture." + format.extension(), bytes);
    }

    private static byte[] bytes(String encoded) {
        try {
            return Base64.getMimeDecoder().decode(encoded);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("file", "file-empty");
        }
    }
}
