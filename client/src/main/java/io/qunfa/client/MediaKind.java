package io.qunfa.client;

import java.util.Locale;

/**
 * What kind of file is uploaded. The limits are the platform's, of November 2026, and are left to
 * it.
 */
public enum MediaKind {
    /** Up to 10 MB of PNG, JPEG or GIF; permanent ones also BMP. */
    IMAGE,
    /** Up to 2 MB and 60 seconds of AMR or MP3; permanent ones also WMA and WAV. */
    VOICE,
    /** Up to 10 MB of MP4. */
    VIDEO,
    /** A thumbnail, up to 64 KB of JPEG. */
    THUMB;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
