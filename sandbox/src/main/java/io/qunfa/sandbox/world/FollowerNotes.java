package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known about single followers beside that they follow: the account's remark and where they
 * came from. Most have neither, and cost nothing.
 */
public final class FollowerNotes {

    private static final int REMARK_BYTES = 30;

    private final Map<Integer, String> remarks = new HashMap<>();
    private final Map<Integer, Origin> origins = new HashMap<>();

    /**
     * How somebody began to follow.
     *
     * @param channel {@code subscribe_scene}, for example {@code ADD_SCENE_QR_CODE}
     * @param sceneId the number of the scanned code, 0 if none
     * @param sceneText the text of the scanned code, empty if none
     */
    public record Origin(String channel, long sceneId, String sceneText) {

        /** The account's own code, or the code of a shared card. */
        public static final Origin PLAIN = new Origin("ADD_SCENE_QR_CODE", 0, "");
    }

    /** Sets or, if empty, removes a remark; 40092 unless it is shorter than 30 bytes. */
    public void remark(int number, String remark) {
        int bytes = remark.getBytes(StandardCharsets.UTF_8).length;
        if (bytes >= REMARK_BYTES) {
            throw Refusal.of(
                    40092, "a remark is shorter than 30 bytes", bytes + " bytes", "a shorter one");
        }
        if (remark.isEmpty()) {
            remarks.remove(number);
        } else {
            remarks.put(number, remark);
        }
    }

    /** The remark, empty if there is none. */
    public String remarkOf(int number) {
        return remarks.getOrDefault(number, "");
    }

    void cameFrom(int number, Origin origin) {
        origins.put(number, origin);
    }

    public Origin originOf(int number) {
        return origins.getOrDefault(number, Origin.PLAIN);
    }

    void forget(int number) {
        remarks.remove(number);
        origins.remove(number);
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(
                out,
                remarks.entrySet(),
                remark -> {
                    out.writeInt(remark.getKey());
                    out.writeUTF(remark.getValue());
                });
        Snapshot.writeList(
                out,
                origins.entrySet(),
                origin -> {
                    out.writeInt(origin.getKey());
                    out.writeUTF(origin.getValue().channel());
                    out.writeLong(origin.getValue().sceneId());
                    out.writeUTF(origin.getValue().sceneText());
                });
    }

    void read(DataInput in) throws IOException {
        Snapshot.readList(in, () -> Map.entry(in.readInt(), in.readUTF()))
                .forEach(remark -> remarks.put(remark.getKey(), remark.getValue()));
        Snapshot.readList(
                        in,
                        () ->
                                Map.entry(
                                        in.readInt(),
                                        new Origin(in.readUTF(), in.readLong(), in.readUTF())))
                .forEach(origin -> origins.put(origin.getKey(), origin.getValue()));
    }
}
