package io.qunfa.client.callback;

/** Reads the bodies of callbacks. */
public final class Callbacks {

    private Callbacks() {}

    /**
     * Reads a push from its clear text.
     *
     * @param xml at most 64 KB of UTF-8
     * @return {@link Push.Unknown} for kinds this client does not know
     * @throws MalformedPush if it is not XML, is too large or too deep, or has a document type
     */
    public static Push parse(byte[] xml) {
        return PushReader.read(XmlReader.read(xml));
    }

    /**
     * Takes the cipher text out of an encrypted push.
     *
     * @return the content of {@code Encrypt}
     * @throws MalformedPush if it is not XML or has no cipher text
     */
    public static String encrypted(byte[] xml) {
        return XmlReader.read(xml)
                .find("Encrypt")
                .orElseThrow(() -> new MalformedPush("no cipher text"));
    }
}
