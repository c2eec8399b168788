package io.qunfa.sandbox.world;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A world as bytes: everything but pushes on their way and the journal. What is due is not stored;
 * it follows from the jobs.
 */
public final class Snapshot {

    private static final int MAGIC = 0x51465304;

    private Snapshot() {}

    /** Writes the world; accounts are held one after the other. */
    public static void write(World world, OutputStream stream) throws IOException {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out =
                new DataOutputStream(
                        new BufferedOutputStream(new DeflaterOutputStream(stream, deflater)))) {
            out.writeInt(MAGIC);
            world.write(out);
        } finally {
            deflater.end();
        }
    }

    /**
     * Makes the world what the bytes say.
     *
     * @throws IOException if they are no snapshot of this version; the world is then empty or
     *     incomplete and must be reset
     */
    public static void read(World world, InputStream stream) throws IOException {
        try (var in =
                new DataInputStream(new BufferedInputStream(new InflaterInputStream(stream)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a snapshot of this version of the sandbox");
            }
            world.read(in);
        }
    }

    /**
     * Passes silently if the world could become what the bytes say, and leaves it as it is.
     *
     * @throws IOException if they are no snapshot of this version
     */
    public static void rehearse(World world, byte[] snapshot) throws IOException {
        try (var standing = new VirtualClock(Instant.EPOCH, 0)) {
            read(world.blank(standing), new ByteArrayInputStream(snapshot));
        }
    }

    /** Writes one element of a list. */
    interface ElementWriter<T> {
        void write(T element) throws IOException;
    }

    /** Reads one element of a list. */
    interface ElementReader<T> {
        T read() throws IOException;
    }

    static <T> void writeList(DataOutput out, Collection<T> list, ElementWriter<T> writer)
            throws IOException {
        out.writeInt(list.size());
        for (var element : list) {
            writer.write(element);
        }
    }

    static <T> List<T> readList(DataInput in, ElementReader<T> reader) throws IOException {
        int size = readSize(in);
        var list = new ArrayList<T>();
        for (int i = 0; i < size; i++) {
            list.add(reader.read());
        }
        return list;
    }

    /** A size that cannot make a foreign file take all memory. */
    static int readSize(DataInput in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > Followers.MAX) {
            throw new IOException("not a size: " + size);
        }
        return size;
    }

    static void writeInstant(DataOutput out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant readInstant(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    static void writeDate(DataOutput out, LocalDate date) throws IOException {
        out.writeLong(date.toEpochDay());
    }

    static LocalDate readDate(DataInput in) throws IOException {
        return LocalDate.ofEpochDay(in.readLong());
    }

    static void writeBits(DataOutput out, BitSet bits) throws IOException {
        var words = bits.toLongArray();
        out.writeInt(words.length);
        for (long word : words) {
            out.writeLong(word);
        }
    }

    static BitSet readBits(DataInput in) throws IOException {
        var words = new long[readSize(in)];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
        }
        return BitSet.valueOf(words);
    }

    static <E extends Enum<E>> void writeEnum(DataOutput out, E constant) throws IOException {
        out.writeUTF(constant.name());
    }

    static <E extends Enum<E>> E readEnum(DataInput in, Class<E> type) throws IOException {
        return Enum.valueOf(type, in.readUTF());
    }

    /** Like {@link DataOutput#writeUTF} without its limit of 64 kB. */
    static void writeText(DataOutput out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        var bytes = new byte[readSize(in)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
