package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/**
 * A parametric QR code of an account.
 *
 * @param ticket what the account's server gets for it
 * @param key the last part of its address
 * @param sceneId its number, 0 if it has a text
 * @param sceneText its text, empty if it has a number
 * @param expiresAt {@link Instant#MAX} for a permanent one
 */
public record QrCode(String ticket, String key, long sceneId, String sceneText, Instant expiresAt) {

    /** The scene as events carry it. */
    public String scene() {
        return sceneText.isEmpty() ? String.valueOf(sceneId) : sceneText;
    }

    public boolean isPermanent() {
        return expiresAt.equals(Instant.MAX);
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    FollowerNotes.Origin origin() {
        return new FollowerNotes.Origin("ADD_SCENE_QR_CODE", sceneId, sceneText);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(ticket);
        out.writeUTF(key);
        out.writeLong(sceneId);
        out.writeUTF(sceneText);
        Snapshot.writeInstant(out, expiresAt);
    }

    static QrCode read(DataInput in) throws IOException {
        return new QrCode(
                in.readUTF(), in.readUTF(), in.readLong(), in.readUTF(), Snapshot.readInstant(in));
    }
}
