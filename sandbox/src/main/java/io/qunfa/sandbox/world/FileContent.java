package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

    /** Whether it is of this format. */
    public boolean is(FileFormat format) {
        return format().filter(format::equals).isPresent();
    }

    Optional<FileFormat> format() {
        return FileFormat.of(bytes);
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeText(out, name);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static FileContent read(DataInput in) throws IOException {
        var name = Snapshot.readText(in);
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new FileContent(name, bytes);
    }
}
