package io.qunfa.sandbox.callback;

import io.qunfa.sandbox.callback.CallbackFailure.Reason;
import io.qunfa.sandbox.world.CallbackSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The check an interface configuration must pass: the address echoes a number that came with a
 * valid signature.
 */
final class Handshake {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{3,32}");
    private static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9]{43}");
    private static final Set<Integer> PUBLIC_PORTS = Set.of(-1, 80, 443);

    private final CallbackClient client;

    Handshake(CallbackClient client) {
        this.client = client;
    }

    /** Passes silently or says what to check. */
    void require(CallbackSettings candidate, Instant now, RandomGenerator random)
            throws CallbackFailure {
        requireLegal(candidate);
        var echo = String.valueOf(random.nextLong(Long.MAX_VALUE));
        var address =
                new SignedAddress(candidate, now, random.nextInt()).with("echostr", echo).uri();
        var answer = client.get(address);
        if (!answer.equals(echo)) {
            throw new CallbackFailure(
                    Reason.WRONG_ECHO,
                    "the address answered, but not with the echostr: check that both sides have"
                            + " the same Token and that the URL is the callback's. It answered: "
                            + answer.substring(0, Math.min(answer.length(), 100)));
        }
    }

    private static void requireLegal(CallbackSettings candidate) throws CallbackFailure {
        if (!TOKEN.matcher(candidate.token()).matches()) {
            throw new CallbackFailure(
                    Reason.TOKEN_INVALID, "the Token has 3 to 32 letters and digits");
        }
        var keyNeeded = candidate.mode() != CallbackSettings.Mode.PLAIN;
        if ((keyNeeded || !candidate.aesKey().isEmpty())
                && !AES_KEY.matcher(candidate.aesKey()).matches()) {
            throw new CallbackFailure(
                    Reason.AES_KEY_INVALID, "the EncodingAESKey has 43 letters and digits");
        }
        requireLegal(candidate.url());
    }

    private static void requireLegal(URI url) throws CallbackFailure {
        var scheme = url.getScheme();
        if ((!"http".equals(scheme) && !"https".equals(scheme)) || url.getHost() == null) {
            throw new CallbackFailure(
                    Reason.URL_INVALID, "the URL starts with http:// or https://: " + url);
        }
        if (!PUBLIC_PORTS.contains(url.getPort()) && !isLoopback(url.getHost())) {
            throw new CallbackFailure(
                    Reason.URL_INVALID, "only ports 80 and 443, except on this machine: " + url);
        }
    }

    private static boolean isLoopback(String host) throws CallbackFailure {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new CallbackFailure(Reason.URL_UNREACHABLE, "no such host: " + host);
        }
    }
}
