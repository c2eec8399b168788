package io.qunfa.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The smallest files of each format that are what they say. */
final class SampleFiles {

    private SampleFiles() {}

    static byte[] png(int bytes) {
        var file = ByteBuffer.allocate(Math.max(bytes, 33));
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.putInt(13).put(ascii("IHDR")).putInt(900).putInt(383);
        return file.array();
    }

    static byte[] pngWithoutPixels() {
        return ByteBuffer.wrap(png(33)).putInt(16, 0).array();
    }

    static byte[] jpeg(int bytes) {
        var file = ByteBuffer.allocate(Math.max(bytes, 32));
        file.put(new byte[] {(byte) 0xff, (byte) 0xd8});
        file.putShort((short) 0xffe0).putShort((short) 4).putShort((short) 0);
        file.putShort((short) 0xffc0).putShort((short) 11).put((byte) 8);
        file.putShort((short) 200).putShort((short) 300);
        return file.array();
    }

    static byte[] gif() {
        var file = new byte[32];
        little(file).put(ascii("GIF89a")).putShort((short) 10).putShort((short) 10);
        return file;
    }

    static byte[] bmp() {
        var file = new byte[64];
        little(file).put(ascii("BM")).putInt(18, 10).putInt(22, 10);
        return file;
    }

    static byte[] amr(int seconds) {
        var frames = new byte[6 + 32 * 50 * seconds];
        System.arraycopy(ascii("#!AMR\n"), 0, frames, 0, 6);
        for (int at = 6; at < frames.length; at += 32) {
            frames[at] = 0x3c;
        }
        return frames;
    }

    /** 32 kbit/s, 32 kHz: a frame of 144 bytes plays 36 ms. */
    static byte[] mp3(int seconds) {
        var frames = new byte[144 * (seconds * 1000 / 36 + 1)];
        for (int at = 0; at < frames.length; at += 144) {
            frames[at] = (byte) 0xff;
            frames[at + 1] = (byte) 0xfb;
            frames[at + 2] = 0x18;
        }
        return frames;
    }

    static byte[] wav(int seconds) {
        var wav = new byte[44 + 8000 * seconds];
        var file = little(wav);
        file.put(ascii("RIFF")).putInt(36 + 8000 * seconds).put(ascii("WAVEfmt ")).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
        file.putShort((short) 1).putShort((short) 8).put(ascii("data")).putInt(8000 * seconds);
        return wav;
    }

    static byte[] mp4() {
        return Arrays.copyOf(ascii("\0\0\0\30ftypmp42"), 64);
    }

    private static ByteBuffer little(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
