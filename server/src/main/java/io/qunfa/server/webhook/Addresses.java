package io.qunfa.server.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Which addresses are reached. Checked on what a name resolves to when the connection is made, so
 * that a name cannot point elsewhere after it was looked at.
 */
enum Addresses implements DnsResolver {
    /** Those of the internet only. */
    PUBLIC,
    /** This machine as well, where a sandbox and its programs are. */
    LOOPBACK,
    /** Whatever there is; an operator of the server has allowed it. */
    ANY;

    private static final int CARRIER_GRADE = 100;

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (var address : found) {
            if (!allows(address)) {
                throw new UnknownHostException(host + " is an address inside the network");
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    boolean allows(InetAddress address) {
        return switch (this) {
            case PUBLIC -> isPublic(address);
            case LOOPBACK -> address.isLoopbackAddress() || isPublic(address);
            case ANY -> true;
        };
    }

    private static boolean isPublic(InetAddress address) {
        return !(address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isReserved(address.getAddress(), address));
    }

    /** What the methods of the platform's class do not know. */
    private static boolean isReserved(byte[] bytes, InetAddress address) {
        return switch (address) {
            case Inet4Address _ -> {
                var first = bytes[0] & 0xff;
                var second = bytes[1] & 0xff;
                yield first == 0
                        || first >= 240
                        || (first == CARRIER_GRADE && second >= 64 && second < 128)
                        || (first == 198 && (second == 18 || second == 19))
                        || (first == 192 && second == 0 && bytes[2] == 0);
            }
            case Inet6Address six -> (bytes[0] & 0xfe) == 0xfc || embedsPrivate(six, bytes);
            default -> true;
        };
    }

    /** IPv4 in IPv6 by translation (64:ff9b::/96) or 6to4 (2002::/16). */
    private static boolean embedsPrivate(Inet6Address address, byte[] bytes) {
        return address.isIPv4CompatibleAddress()
                || (bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff)
                || (bytes[0] == 0x20 && bytes[1] == 0x02);
    }
}
