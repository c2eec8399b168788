package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;

/** The addresses from which an account may fetch tokens (IP白名单). An empty list allows all. */
public final class IpAllowlist {

    private IpAllowlist() {}

    /** 40164 if the address is on no line of the account's list. */
    public static void require(OfficialAccount account, String address) {
        var lines = account.settings().ipAllowlist();
        if (lines.isEmpty() || covers(account, address)) {
            return;
        }
        throw Refusal.of(
                        40164,
                        "the caller is on the IP allowlist",
                        address,
                        "one of " + String.join(", ", lines))
                .saying(
                        "invalid ip %s ipv6 %s, not in whitelist"
                                .formatted(address, inVersion6(address)));
    }

    /** Whether the address is on a line of the account's list. */
    public static boolean covers(OfficialAccount account, String address) {
        return account.settings().ipAllowlist().stream().anyMatch(line -> covers(line, address));
    }

    private static String inVersion6(String address) {
        return address.contains(":") ? address : "::ffff:" + address;
    }

    /** Whether a line, an address or a block of IPv4 addresses, covers an address. */
    static boolean covers(String line, String address) {
        int slash = line.indexOf('/');
        if (slash < 0) {
            return line.equals(address);
        }
        int bits = Integer.parseInt(line.substring(slash + 1));
        long mask = bits == 0 ? 0 : -1L << (32 - bits);
        return (ipv4(line.substring(0, slash)) & mask) == (ipv4(address) & mask);
    }

    /** The address as a number; -1 for what is not IPv4. */
    private static long ipv4(String address) {
        var parts = address.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long number = 0;
        for (var part : parts) {
            number = (number << 8) | Integer.parseInt(part);
        }
        return number;
    }
}
