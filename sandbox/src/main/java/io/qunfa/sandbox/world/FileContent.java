package io.qunfa.sandbox.world;

import java.util.Optional;

/** A file as it was uploaded. The bytes are not copied: nobody may change them. */
public final class FileContent {

    private final String name;
    private final byte[] bytes;

    /**
     * @param name as the uploader calls it; it proves nothing
     */
    public FileContent(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    public String name() {
        return name;
    }

    public byte[] bytes() {
        return bytes;
    }

    int size() {
        return bytes.length;
    }

    Optional<FileFormat> format() {
        return FileFormat.of(bytes);
    }
}
