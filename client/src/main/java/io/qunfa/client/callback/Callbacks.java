package io.qunfa.client.callback;

/** Reads the bodies of callbacks. */
public final class Callbacks {

    private Callbacks() {}

    /**
     * Reads a push from its clear text.
     *
     * @param body at most 64 KB of UTF-8, as XML or in the JSON data format
     * @return {@link Push.Unknown} for kinds this client does not know
     * @throws MalformedPush if it is neither, is too large or too deep, or has a document type
     */
    public static Push parse(byte[] body) {
        return PushReader.read(read(body));
    }

    /**
     * Takes the cipher text out of an encrypted push.
     *
     * @return the content of {@code Encrypt}
     * @throws MalformedPush if it is neither XML nor JSON, or has no cipher text
     */
    public static String encrypted(byte[] body) {
        return read(body).find("Encrypt").orElseThrow(() -> new MalformedPush("no cipher text"));
    }

    /** Whether a body is in the JSON data format rather than XML. */
    public static boolean isJson(byte[] body) {
        return JsonReader.isJson(body);
    }

    private static XmlNode read(byte[] body) {
        return isJson(body) ? JsonReader.read(body) : XmlReader.read(body);
    }
}
