package io.qunfa.sandbox.world;

/** Values that look random and follow from a key: the same key gives the same world. */
final class Randomness {

    private static final char[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray();

    private Randomness() {}

    /** The finaliser of SplitMix64: one changed bit changes half of the result. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    static long mix(long key, long value) {
        return mix(mix(key + 0x9e3779b97f4a7c15L) ^ value);
    }

    static long mix(long key, String value) {
        long hash = key;
        for (int i = 0; i < value.length(); i++) {
            hash = mix(hash, value.charAt(i));
        }
        return hash;
    }

    /** So many characters of the URL-safe Base64 alphabet. */
    static String letters(long key, int length) {
        var letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(ALPHABET[(int) (mix(key, i) & 63)]);
        }
        return letters.toString();
    }

    /** So many lower-case hexadecimal digits. */
    static String hex(long key, int length) {
        var digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append(Character.forDigit((int) (mix(key, i) & 15), 16));
        }
        return digits.toString();
    }

    static char letter(int sixBits) {
        return ALPHABET[sixBits];
    }
}
