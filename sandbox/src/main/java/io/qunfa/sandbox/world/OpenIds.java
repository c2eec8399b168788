package io.qunfa.sandbox.world;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The OpenIDs of one account, computed from follower numbers and back.
 *
 * <p>An OpenID is {@code o}, five characters of the account, and 22 characters that hold 64 bits of
 * the number under a keyed Feistel permutation and 64 bits that prove it. Nothing is stored, so ten
 * million followers cost no map, and an OpenID of another account is recognised as foreign.
 */
public final class OpenIds {

    /** Length of every OpenID. */
    public static final int LENGTH = 28;

    private static final int PREFIX_LENGTH = 6;
    private static final int HALF = 11;
    private static final int ROUNDS = 4;
    private static final int[] VALUES = new int[128];

    static {
        Arrays.fill(VALUES, -1);
        for (int i = 0; i < 64; i++) {
            VALUES[Randomness.letter(i)] = i;
        }
    }

    private final long key;
    private final String prefix;

    OpenIds(long accountKey) {
        this.key = Randomness.mix(accountKey, "openid");
        this.prefix = "o" + Randomness.letters(Randomness.mix(accountKey, "prefix"), 5);
    }

    /** The OpenID of this follower number. */
    public String of(int number) {
        long secret = permute(Integer.toUnsignedLong(number));
        long proof = proofOf(secret);
        var id = new char[LENGTH];
        prefix.getChars(0, PREFIX_LENGTH, id, 0);
        write(secret, id, PREFIX_LENGTH);
        write(proof, id, PREFIX_LENGTH + HALF);
        return new String(id);
    }

    /** The follower number behind this OpenID, or empty if it is not one of this account. */
    public OptionalInt numberOf(String openId) {
        if (openId.length() != LENGTH || !openId.startsWith(prefix)) {
            return OptionalInt.empty();
        }
        long secret = read(openId, PREFIX_LENGTH);
        long number = unpermute(secret);
        boolean known =
                number >= 0
                        && number <= Integer.MAX_VALUE
                        && isWritten(secret, openId, PREFIX_LENGTH)
                        && isWritten(proofOf(secret), openId, PREFIX_LENGTH + HALF);
        return known ? OptionalInt.of((int) number) : OptionalInt.empty();
    }

    /** Whether this looks like an OpenID, but one of another account. */
    boolean isForeign(String openId) {
        return !openId.startsWith(prefix) && openId.matches("o[A-Za-z0-9_-]{27}");
    }

    /** 64 characters, different for every number. */
    String mediaId(long number) {
        return Randomness.letters(Randomness.mix(Randomness.mix(key, "media"), number), 64);
    }

    private long permute(long number) {
        int left = (int) (number >>> 32);
        int right = (int) number;
        for (int round = 0; round < ROUNDS; round++) {
            int next = left ^ scramble(right, round);
            left = right;
            right = next;
        }
        return ((long) left << 32) | Integer.toUnsignedLong(right);
    }

    private long unpermute(long secret) {
        int left = (int) (secret >>> 32);
        int right = (int) secret;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            int previous = right ^ scramble(left, round);
            right = left;
            left = previous;
        }
        return ((long) left << 32) | Integer.toUnsignedLong(right);
    }

    private int scramble(int half, int round) {
        return (int) Randomness.mix(key + round, Integer.toUnsignedLong(half));
    }

    private long proofOf(long secret) {
        return Randomness.mix(key - 1, secret);
    }

    /** Eleven characters hold 66 bits; the two spare ones repeat the lowest. */
    private static char letter(long bits, int position) {
        long six =
                position == 0
                        ? (bits >>> 60) | ((bits & 3) << 4)
                        : (bits >>> (60 - 6 * position)) & 63;
        return Randomness.letter((int) six);
    }

    private static void write(long bits, char[] into, int offset) {
        for (int i = 0; i < HALF; i++) {
            into[offset + i] = letter(bits, i);
        }
    }

    private static boolean isWritten(long bits, String id, int offset) {
        for (int i = 0; i < HALF; i++) {
            if (id.charAt(offset + i) != letter(bits, i)) {
                return false;
            }
        }
        return true;
    }

    private static long read(String id, int offset) {
        long bits = 0;
        for (int i = 0; i < HALF; i++) {
            char letter = id.charAt(offset + i);
            int value = letter < 128 ? VALUES[letter] : -1;
            if (value < 0) {
                return -1;
            }
            bits = (bits << 6) | value;
        }
        return bits;
    }
}
